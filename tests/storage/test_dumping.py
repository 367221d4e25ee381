"""Where PostgreSQL's own programs are sent."""

from urllib.parse import parse_qs, urlsplit

from sqlalchemy.engine import make_url

from storage.dumping import address_of


def test_an_address_keeps_its_password_to_itself() -> None:
    assert address_of(make_url("postgresql+psycopg://rapport:secret@db/rapport")) == "postgresql://rapport@db/rapport"


def test_several_servers_are_a_list_of_hosts_and_one_of_ports() -> None:
    url = make_url("postgresql+psycopg://rapport@/rapport?host=one:5433&host=two&target_session_attrs=read-write")
    asked = parse_qs(urlsplit(address_of(url)).query)
    assert asked == {"host": ["one,two"], "port": ["5433,5432"], "target_session_attrs": ["read-write"]}
