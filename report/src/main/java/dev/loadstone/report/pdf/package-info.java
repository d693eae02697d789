/**
 * PDF documents made of HTML, and charts drawn into them. Knows nothing of results. May depend on
 * openhtmltopdf, PDFBox and jsoup.
 */
@NullMarked
package dev.loadstone.report.pdf;

import org.jspecify.annotations.NullMarked;
