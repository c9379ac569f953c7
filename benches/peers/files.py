#!/usr/bin/env python3
"""Writes the three files that are read: files/report.pdf (200 pages), files/report.docx (5 MB, 100 reports), files/table.xlsx (100,000 rows).

Needs LibreOffice for the PDF. The figures are random with a fixed seed, so that the files do not pack to nothing.
"""

import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests/fixtures/formats/make"))
sys.dont_write_bytecode = True

import make
import sheets
import word
from packed import pack
from report import EXECUTION, REPORT

FILES = HERE / "files"
COPIES = 49
DOCX_BYTES, ROWS = 5_000_000, 100_000


def figure():
    return f"{random.randrange(100_000_000) / 100:.2f}"


def figures(count):
    """The table of execution with new figures, row after row."""
    head, body = EXECUTION[:2], EXECUTION[2:]
    return head + [[body[at % len(body)][0], *(figure() for _ in range(6))] for at in range(count)]


def pdf():
    source = FILES / "long.docx"
    pack(source, word.members("".join(word.body(REPORT)) * COPIES))
    make.convert(source, FILES / "report.pdf", "pdf")
    source.unlink()


def docx():
    """A hundred reports with new figures; a picture that packs no further makes up the five megabytes, as in real files."""
    parts = [part for _ in range(100) for part in [*word.body(REPORT), word.table(figures(40))]]
    members = word.members("".join(parts))
    pack(FILES / "report.docx", members | {"word/media/image1.bin": random.randbytes(DOCX_BYTES - 700_000)})


def xlsx():
    columns = ["单位", "项目", "年初预算数", "上年结转", "年中调整", "全年预算数", "全年执行数", "备注"]
    rows = [columns] + [[f"示例县第{at % 97}单位", f"项目{at}", *(figure() for _ in range(5)), ""] for at in range(ROWS)]
    sheets.write(FILES / "table.xlsx", [("table", "明细", rows)])


if __name__ == "__main__":
    random.seed(1)
    FILES.mkdir(exist_ok=True)
    for make_file in (pdf, docx, xlsx):
        make_file()
    for file in sorted(FILES.iterdir()):
        print(f"{file.stat().st_size:10} {file.name}")
