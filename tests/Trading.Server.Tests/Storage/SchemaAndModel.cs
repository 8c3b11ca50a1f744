using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Trading.Tests;

/// <summary>
/// The model that Identity writes with against the tables that the numbered SQL makes: tables, columns, types, keys and
/// indexes, either way round. Every process with accounts has such a pair; their tests share this file.
/// </summary>
internal static class SchemaAndModel
{
    /// <param name="connection">The database, as its SQL made it.</param>
    /// <param name="model">What Identity writes with.</param>
    /// <param name="plain">Tables that are read and written with SQL of their own.</param>
    public static void AssertSame(SqliteConnection connection, IRelationalModel model, IEnumerable<string> plain)
    {
        Assert.Equal(
            connection
                .List("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0))
                .Except(plain)
                .Order(),
            model.Tables.Select(table => table.Name).Order()
        );
        foreach (var table in model.Tables)
        {
            Assert.Equal(SchemaColumns(connection, table.Name), ModelColumns(table));
            Assert.Equal(SchemaIndexes(connection, table.Name), ModelIndexes(table));
        }
    }

    private static IEnumerable<string> SchemaColumns(SqliteConnection connection, string table) =>
        connection
            .List(
                $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')",
                row =>
                    $"{row.GetString(0)} {row.GetString(1)} {(row.GetInt32(2) == 1 ? "not null" : "null")} "
                    + $"{(row.GetInt32(3) > 0 ? "key" : "")}"
            )
            .Order();

    private static IEnumerable<string> ModelColumns(ITable table) =>
        table
            .Columns.Select(column =>
                $"{column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")} "
                + $"{(table.PrimaryKey!.Columns.Contains(column) ? "key" : "")}"
            )
            .Order();

    private static IEnumerable<string> SchemaIndexes(SqliteConnection connection, string table) =>
        connection
            .List(
                "SELECT l.name, l.\"unique\", (SELECT group_concat(name) FROM pragma_index_info(l.name)) FROM "
                    + $"pragma_index_list('{table}') l WHERE l.origin = 'c'",
                row => $"{row.GetString(0)} {row.GetInt32(1) == 1} {row.GetString(2)}"
            )
            .Order();

    private static IEnumerable<string> ModelIndexes(ITable table) =>
        table
            .Indexes.Select(index =>
                $"{index.Name} {index.IsUnique} {string.Join(",", index.Columns.Select(column => column.Name))}"
            )
            .Order();
}
