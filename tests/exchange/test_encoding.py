"""The encoding of a text is found from its bytes."""

import pytest

from kaname.exchange.encoding import declared_encoding, decode, find_encoding

JAPANESE = "作業\t要件定義・基本設計（第１版）\r\n担当\tテスト課 髙橋\r\n" * 3
RUSSIAN = "Задача 1\tПроект реконструкции\r\n" * 3
WESTERN = "Tâche\tÉtude préliminaire – 500 € à côté\r\nMüller\tPrüfung\r\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (JAPANESE, "utf-8", "utf-8"),
        (JAPANESE, "utf-8-sig", "utf-8-sig"),
        (JAPANESE, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (JAPANESE, "utf-32", "utf-32"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE.replace("髙", "高"), "euc_jp", "euc_jp"),
        (RUSSIAN, "cp1251", "cp1251"),
        (WESTERN, "cp1252", "cp1252"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_text_comes_out_as_it_was(text, encoding, found):
    data = text.encode(encoding)
    assert decode(data) == (text, found)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_one_mark_of_japanese_accounting_is_enough(encoding):
    text = "Account,Date,Amount\r\nCA-01,2026/4/30,▲5000\r\n"
    assert decode(text.encode(encoding)) == (text, encoding)


def test_one_name_in_quotation_marks_is_western():
    for words in ("The client’s “new” plan – draft", "The grid doesn’t seem to fit", "A plan – draft"):
        text = f"Task,Owner\r\n{words},Ann\r\n"
        assert decode(text.encode("cp1252")) == (text, "cp1252")
    text = "Task,Owner\r\nTest,A社\r\n"
    assert decode(text.encode("cp932")) == (text, "cp932")


def test_one_japanese_name_in_a_long_file_is_enough():
    text = "%R\t1\tTask\r\n" * 5000 + "%R\t2\t結合テスト\r\n"
    assert decode(text.encode("cp932"))[0] == text


def test_a_declaration_is_believed_only_if_the_bytes_agree():
    assert find_encoding("é".encode("latin-1"), "iso-8859-1") == "iso-8859-1"
    assert find_encoding(JAPANESE.encode("cp932"), "utf-8") == "cp932"
    assert find_encoding(JAPANESE.encode(), "shift_jis") == "utf-8"
    assert find_encoding(WESTERN.encode("cp1252"), "no-such-encoding") == "cp1252"


def test_the_declaration_is_read_in_any_width():
    declaration = '<?xml version="1.0" encoding="Shift_JIS"?>'
    assert declared_encoding(declaration.encode()) == "Shift_JIS"
    assert declared_encoding(declaration.encode("utf-16")) == "Shift_JIS"
    assert declared_encoding(b"<a/>") is None


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe", b"\x81", bytes(range(256))])
def test_any_bytes_give_some_text(data):
    assert isinstance(decode(data)[0], str)
