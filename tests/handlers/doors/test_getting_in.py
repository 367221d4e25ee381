"""Nobody unknown is served; an invitation lets in once; the same person links further platforms."""

from tests.talk import Said, Talk


def code_of(said: Said) -> str:
    return next(line for line in said.lines if line.startswith("start "))


def test_a_stranger_gets_one_line_a_day_and_the_admin_hears_once(shanghai: Talk) -> None:
    eve = shanghai.person("eve")
    assert "Ask an admin" in eve.says("hello").text
    assert [said.to for said in shanghai.heard] == ["eve", "alice"]
    assert eve.hears(eve.line("hello?")) == []
    shanghai.passes(hours=24)
    eve.says("hello!")
    assert [said.to for said in shanghai.heard] == ["eve", "alice", "eve"]


def test_a_stranger_is_answered_in_their_language(shanghai: Talk) -> None:
    assert "请向管理员索取邀请" in shanghai.person("eve", "zh-hans").says("你好").text


def test_an_invitation_lets_in_once_with_its_role_and_team(shanghai: Talk) -> None:
    alice, eve, mallory = (shanghai.person(name) for name in ("alice", "eve", "mallory"))
    code = code_of(alice.says("invite manager East"))
    assert "Welcome" in eve.hears(eve.line(code))[0].text
    assert "New contact" in eve.says("/contact Ann Lee").heading
    assert eve.says("/group team East", in_group="#x").heading == "This group gets the news of East"
    assert "not valid any more" in mallory.hears(mallory.line(code))[0].text


def test_the_bare_code_is_enough_on_any_platform(shanghai: Talk) -> None:
    eve = shanghai.person("eve")
    code = code_of(shanghai.person("alice").says("邀请 销售")).removeprefix("start ")
    assert "Welcome" in eve.hears(eve.line(code))[0].text


def test_a_code_from_the_first_platform_links_the_second(shanghai: Talk) -> None:
    bob, phone = shanghai.person("bob"), shanghai.person("bobs-phone")
    bob.says("/contact Ann Lee, 138 1234 0000")
    phone.hears(phone.line(code_of(bob.says("/link"))))
    [card, *_] = phone.hears(phone.line("Ann Lee wants a quote"))
    assert "your customer" in card.heading


def test_only_an_admin_invites_and_removes(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.says("/invite rep").text == "Only an admin can do that."
    assert bob.says("/remove carol").text == "Only an admin can do that."


def test_an_expired_code_is_no_good(shanghai: Talk) -> None:
    eve = shanghai.person("eve")
    code = code_of(shanghai.person("alice").says("invite"))
    shanghai.passes(days=8)
    assert "not valid any more" in eve.hears(eve.line(code))[0].text


def test_a_removed_member_is_a_stranger_at_once_and_the_records_stay(shanghai: Talk) -> None:
    bob, mia = shanghai.person("bob"), shanghai.person("mia")
    shanghai.person("alice").says("/remove bob")
    assert "Ask an admin" in bob.says("Dora Diaz wants a quote").text
    assert "owner bob" in mia.says("note C5 who looks after her?").heading
