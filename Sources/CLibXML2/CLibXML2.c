#include "CLibXML2.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* Expressions come from scenario files, which may be anybody's: bound what one may cost. */
static const unsigned long maximum_xpath_operations = 10 * 1000 * 1000;

struct nslab_xml_document {
  xmlDocPtr doc;
  /* For all expressions: making one costs more than evaluating with it. NULL until the first, and
     after one that failed. */
  xmlXPathContextPtr context;
};

static xmlParserInputPtr refuse_external_entity(const char *url, const char *id,
                                                xmlParserCtxtPtr context) {
  (void)url;
  (void)id;
  (void)context;
  return NULL;
}

static void initialize(void) {
  xmlInitParser();
  xmlSetExternalEntityLoader(refuse_external_entity);
}

static void initialize_once(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, initialize);
}

static void fill(nslab_xml_error *error, int line, int column, const char *message) {
  error->line = line;
  error->column = column;
  snprintf(error->message, sizeof error->message, "%s", message ? message : "");
  size_t length = strlen(error->message);
  while (length > 0 && (error->message[length - 1] == '\n' || error->message[length - 1] == ' ')) {
    error->message[--length] = '\0';
  }
}

nslab_xml_document *nslab_xml_parse(const char *bytes, size_t length, nslab_xml_error *error) {
  initialize_once();
  if (length > INT_MAX) {
    fill(error, 1, 1, "the document is larger than 2 GiB");
    return NULL;
  }
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  if (context == NULL) {
    fill(error, 1, 1, "out of memory");
    return NULL;
  }
  /* Without NOENT and DTDLOAD: entities stay references and no DTD is fetched. */
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES;
  xmlDocPtr doc = xmlCtxtReadMemory(context, bytes, (int)length, NULL, NULL, options);
  if (doc == NULL) {
    const xmlError *last = xmlCtxtGetLastError(context);
    fill(error, last ? last->line : 1, last ? last->int2 : 1, last ? last->message : "not XML");
  } else if (doc->intSubset != NULL || doc->extSubset != NULL) {
    fill(error, 1, 1, "the document has a DTD, which is refused");
    xmlFreeDoc(doc);
    doc = NULL;
  }
  xmlFreeParserCtxt(context);
  if (doc == NULL) return NULL;

  nslab_xml_document *document = malloc(sizeof *document);
  if (document == NULL) {
    xmlFreeDoc(doc);
    fill(error, 1, 1, "out of memory");
    return NULL;
  }
  document->doc = doc;
  document->context = NULL;
  return document;
}

void nslab_xml_free(nslab_xml_document *document) {
  if (document == NULL) return;
  xmlXPathFreeContext(document->context);
  xmlFreeDoc(document->doc);
  free(document);
}

/* Appends a copy of `text`; returns 0 when memory ran out. */
static int append(nslab_xml_strings *strings, const char *text) {
  char *copy = strdup(text ? text : "");
  if (copy == NULL) return 0;
  strings->items[strings->count++] = copy;
  return 1;
}

static int append_all(nslab_xml_strings *strings, xmlXPathObjectPtr object) {
  size_t wanted = 1;
  const int is_set = object->type == XPATH_NODESET;
  if (is_set) wanted = object->nodesetval ? (size_t)object->nodesetval->nodeNr : 0;
  strings->items = calloc(wanted ? wanted : 1, sizeof *strings->items);
  if (strings->items == NULL) return 0;
  for (size_t index = 0; index < wanted; index++) {
    xmlChar *text = is_set ? xmlXPathCastNodeToString(object->nodesetval->nodeTab[index])
                           : xmlXPathCastToString(object);
    const int appended = append(strings, (const char *)text);
    xmlFree(text);
    if (!appended) return 0;
  }
  return 1;
}

static void keep_quiet(void *data, const xmlError *error) {
  (void)data;
  (void)error;
}

/* Some XPath errors go to libxml2's printf-like handler, which is set per thread and writes to
   stderr unless told otherwise. */
static void keep_quieter(void *data, const char *format, ...) {
  (void)data;
  (void)format;
}

enum nslab_xml_status nslab_xml_select(nslab_xml_document *document, const char *expression,
                                       nslab_xml_strings *result, nslab_xml_error *error) {
  result->count = 0;
  result->items = NULL;
  if (document->context == NULL) document->context = xmlXPathNewContext(document->doc);
  xmlXPathContextPtr context = document->context;
  if (context == NULL) return nslab_xml_out_of_memory;
  context->error = (xmlStructuredErrorFunc)keep_quiet;
  xmlSetGenericErrorFunc(NULL, keep_quieter);
  context->opLimit = maximum_xpath_operations;
  context->opCount = 0;
  xmlXPathObjectPtr object = xmlXPathEvalExpression((const xmlChar *)expression, context);
  enum nslab_xml_status status = nslab_xml_ok;
  if (object == NULL) {
    status = nslab_xml_bad_expression;
    fill(error, 0, context->lastError.int1, context->lastError.message);
  } else if (!append_all(result, object)) {
    status = nslab_xml_out_of_memory;
    nslab_xml_strings_free(result);
  }
  xmlXPathFreeObject(object);
  if (status != nslab_xml_ok) {
    xmlXPathFreeContext(context);
    document->context = NULL;
  }
  return status;
}

enum nslab_xml_status nslab_xml_check(const char *expression, nslab_xml_error *error) {
  initialize_once();
  xmlXPathContextPtr context = xmlXPathNewContext(NULL);
  if (context == NULL) return nslab_xml_out_of_memory;
  context->error = (xmlStructuredErrorFunc)keep_quiet;
  xmlSetGenericErrorFunc(NULL, keep_quieter);
  xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
  enum nslab_xml_status status = nslab_xml_ok;
  if (compiled == NULL) {
    status = nslab_xml_bad_expression;
    fill(error, 0, context->lastError.int1, context->lastError.message);
  }
  xmlXPathFreeCompExpr(compiled);
  xmlXPathFreeContext(context);
  return status;
}

/* How many leaves are listed: the path of one costs as much as it has siblings before it. */
static const size_t maximum_leaves = 20 * 1000;

/* Appends where a node is and what it says; returns 0 when memory ran out. */
static int append_leaf(nslab_xml_strings *strings, size_t *room, xmlNodePtr node) {
  if (strings->count + 2 > *room) {
    const size_t wanted = *room ? *room * 2 : 64;
    char **items = realloc(strings->items, wanted * sizeof *items);
    if (items == NULL) return 0;
    strings->items = items;
    *room = wanted;
  }
  xmlChar *path = xmlGetNodePath(node);
  xmlChar *text = xmlXPathCastNodeToString(node);
  const int appended =
      path != NULL && append(strings, (const char *)path) && append(strings, (const char *)text);
  xmlFree(path);
  xmlFree(text);
  return appended;
}

/* The parser bounds the depth of a document, and with it that of the calls. */
static int append_leaves(nslab_xml_strings *strings, size_t *room, xmlNodePtr element) {
  for (xmlAttrPtr attribute = element->properties; attribute; attribute = attribute->next) {
    if (strings->count >= 2 * maximum_leaves) return 1;
    if (!append_leaf(strings, room, (xmlNodePtr)attribute)) return 0;
  }
  xmlNodePtr child = xmlFirstElementChild(element);
  if (child == NULL) {
    return strings->count >= 2 * maximum_leaves || append_leaf(strings, room, element);
  }
  for (; child; child = xmlNextElementSibling(child)) {
    if (!append_leaves(strings, room, child)) return 0;
  }
  return 1;
}

enum nslab_xml_status nslab_xml_leaves(nslab_xml_document *document, nslab_xml_strings *result) {
  result->count = 0;
  result->items = NULL;
  size_t room = 0;
  xmlNodePtr root = xmlDocGetRootElement(document->doc);
  if (root == NULL || append_leaves(result, &room, root)) return nslab_xml_ok;
  nslab_xml_strings_free(result);
  return nslab_xml_out_of_memory;
}

/* The first of an element and those behind it that has a name and no namespace, as XPath finds it. */
static xmlNodePtr named(xmlNodePtr element, const char *name) {
  while (element && (element->ns != NULL || !xmlStrEqual(element->name, (const xmlChar *)name))) {
    element = xmlNextElementSibling(element);
  }
  return element;
}

enum nslab_xml_status nslab_xml_cells(nslab_xml_document *document, const char *row,
                                      const char *column, nslab_xml_strings *result) {
  result->count = 0;
  xmlNodePtr root = xmlDocGetRootElement(document->doc);
  xmlNodePtr first = named(xmlFirstElementChild(root), row);
  size_t rows = 0;
  for (xmlNodePtr node = first; node; node = named(xmlNextElementSibling(node), row)) rows++;
  result->items = calloc(rows ? rows : 1, sizeof *result->items);
  if (result->items == NULL) return nslab_xml_out_of_memory;
  for (xmlNodePtr node = first; node; node = named(xmlNextElementSibling(node), row)) {
    xmlNodePtr cell = named(xmlFirstElementChild(node), column);
    if (cell == NULL) {
      result->items[result->count++] = NULL;
      continue;
    }
    xmlChar *text = xmlXPathCastNodeToString(cell);
    const int appended = append(result, (const char *)text);
    xmlFree(text);
    if (!appended) {
      nslab_xml_strings_free(result);
      return nslab_xml_out_of_memory;
    }
  }
  return nslab_xml_ok;
}

void nslab_xml_strings_free(nslab_xml_strings *strings) {
  for (size_t index = 0; index < strings->count; index++) free(strings->items[index]);
  free(strings->items);
  strings->items = NULL;
  strings->count = 0;
}
