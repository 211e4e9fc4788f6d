/*
 * Any bytes as one part of a workbook, in an archive whose other parts are in order: cells, each in
 * a place of its own and none of them empty, or a sentence. The first byte says which part.
 */
#include <stdlib.h>
#include <string.h>

#include <cpl_vsi.h>

#include "data/source/workbook.h"
#include "fuzz/target.h"

static const char path[] = "/vsimem/fuzzed.xlsx";

static const struct part {
    const char *name, *content;
} parts[] = {
    {"content.xml", NULL}, /* alone: an OpenDocument workbook */
    {"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" "
                                 "t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44300"
                                 "</v></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml",
     "<sst><si><t>un</t></si><si><r><t>de</t></r><r><t>ux</t></r></si></sst>"},
    {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
                      "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
                      "</styleSheet>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
     "Target=\"worksheets/sheet1.xml\"/>"
     "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
     "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"},
    {"xl/workbook.xml",
     "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"},
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

static void claim(bool is_true)
{
    if (!is_true)
        abort();
}

static void write_part(const char *name, const void *bytes, size_t size)
{
    char place[128] = "/vsizip/";
    VSILFILE *file;

    strcat(strcat(strcat(place, path), "/"), name);
    file = VSIFOpenL(place, "wb");
    claim(file != NULL);
    if (size > 0)
        claim(VSIFWriteL(bytes, 1, size, file) == size);
    claim(VSIFCloseL(file) == 0);
}

static void write_archive(size_t fuzzed, const uint8_t *bytes, size_t size)
{
    char place[64] = "/vsizip/";
    VSILFILE *archive;

    (void)VSIUnlink(path);
    archive = VSIFOpenL(strcat(place, path), "wb");
    claim(archive != NULL);
    if (fuzzed == 0)
        write_part(parts[0].name, bytes, size);
    for (size_t i = 1; fuzzed > 0 && i < PART_COUNT; i++) {
        if (i == fuzzed)
            write_part(parts[i].name, bytes, size);
        else
            write_part(parts[i].name, parts[i].content, strlen(parts[i].content));
    }
    claim(VSIFCloseL(archive) == 0);
}

static void check_sheet(const struct workbook_sheet *sheet)
{
    for (size_t i = 0; i < sheet->cell_count; i++) {
        const struct workbook_cell *cell = &sheet->cells[i];

        claim(cell->row > 0 && cell->text[0] != '\0');
        claim(i == 0 || cell[-1].row < cell->row ||
              (cell[-1].row == cell->row && cell[-1].column < cell->column));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    AUTO(workbook) workbook = NULL;
    struct error err = {0};

    if (size == 0)
        return 0;
    write_archive(bytes[0] % PART_COUNT, bytes + 1, size - 1);
    if (workbook_read(path, &workbook, &err) != STATUS_OK) {
        claim(err.fr[0] != '\0' && err.en[0] != '\0');
        return 0;
    }
    for (size_t i = 0; i < workbook->sheet_count; i++)
        check_sheet(&workbook->sheets[i]);
    return 0;
}
