

@pytest.mark.parametrize("text", ["他是分管采购的副总", "刚加了个微信，叫周敏，做跨境电商的，想了解我们的系统"])
def test_what_somebody_does_is_no_company(read: Read, text: str) -> None:
    assert read(text).companies == ()
