"""Tables of patents: CSV, TSV, XLSX and JSON lines of any service, read through mappings that say what each column is.

A file goes through four steps, one module each: its form (`form`), its rows (`delimited`, `workbook`, `json_lines`), its
header and the mapping that knows it (`header`, `mapping`), and the record of each row (`record`).
"""
