"""Tables, one row a question: `csv` for any program, `xlsx` for spreadsheets. Both hold all that an author typed."""

from qbank.api import Format, Options
from qbank_tables.carries import CARRIES
from qbank_tables.csv_file import Csv
from qbank_tables.xlsx_file import Xlsx

REVISED = 1_795_500_000

csv = Format(
    name="csv",
    title="CSV table",
    make=Csv,
    carries=CARRIES,
    how_to=(
        "Read the .csv file with any program; it is in UTF-8, and one row is a question.",
        "A cell that begins with ' has it so that no spreadsheet takes it for a formula: leave the first one out.",
    ),
    revised=REVISED,
    separate=True,
    options=Options,
)

xlsx = Format(
    name="xlsx",
    title="Excel table",
    make=Xlsx,
    carries=CARRIES,
    how_to=(
        "Open the .xlsx file with Excel, LibreOffice or Google Sheets: one row is a question.",
        "All cells but the points are text, never formulas.",
    ),
    revised=REVISED,
    separate=True,
    options=Options,
    needs=("xlsxwriter",),
    extra="xlsx",
)
