/* The whole surface of libxml2 that Swift sees: opaque pointers and our own functions.
   See docs/decisions for why: libxml2's headers must not reach a Swift module. */
#ifndef CLIBXML2_H
#define CLIBXML2_H

#include <stddef.h>

/* A parsed document. Free with nslab_xml_free. */
typedef struct nslab_xml_document nslab_xml_document;

/* Why a text is not a usable document. `message` is NUL-terminated and may be empty. */
typedef struct {
  int line;
  int column;
  char message[256];
} nslab_xml_error;

/* Strings that an XPath expression selected. Free with nslab_xml_strings_free. */
typedef struct {
  size_t count;
  char **items;
} nslab_xml_strings;

/* What nslab_xml_select answers. */
enum nslab_xml_status {
  nslab_xml_ok = 0,
  nslab_xml_bad_expression = 1,
  nslab_xml_out_of_memory = 2,
};

/* Parses `length` bytes. Returns NULL and fills `error` when they are not well-formed XML or when
   they carry a DTD. Never loads anything from outside and never expands an entity of the text. */
nslab_xml_document *nslab_xml_parse(const char *bytes, size_t length, nslab_xml_error *error);

void nslab_xml_free(nslab_xml_document *document);

/* Evaluates XPath 1.0 against the document. A node-set gives the string value of each node in
   document order; a number, boolean or string gives one string, as XPath's string() writes it. */
enum nslab_xml_status nslab_xml_select(nslab_xml_document *document, const char *expression,
                                       nslab_xml_strings *result, nslab_xml_error *error);

/* Lists the path and the text, in turn, of each attribute and of each element without elements in it,
   in document order; at most 20,000 of them. */
enum nslab_xml_status nslab_xml_leaves(nslab_xml_document *document, nslab_xml_strings *result);

/* Gives, for each element `row` below the root, the string value of the first element `column` below it,
   in document order; NULL where it has none. */
enum nslab_xml_status nslab_xml_cells(nslab_xml_document *document, const char *row,
                                      const char *column, nslab_xml_strings *result);

/* Says whether the text compiles as XPath 1.0; fills `error` when it does not. */
enum nslab_xml_status nslab_xml_check(const char *expression, nslab_xml_error *error);

void nslab_xml_strings_free(nslab_xml_strings *strings);

#endif
