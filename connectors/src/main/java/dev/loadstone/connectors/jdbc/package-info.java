/** Steps that run SQL on a database, by HikariCP and the database's JDBC driver. */
@NullMarked
package dev.loadstone.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
