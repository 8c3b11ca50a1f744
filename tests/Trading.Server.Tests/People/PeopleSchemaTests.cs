using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Trading.Server.People;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

/// <summary>The model that Identity writes with names exactly the tables that the numbered SQL makes.</summary>
public sealed class PeopleSchemaTests
{
    // Tables that are read and written with SQL of their own.
    private static readonly string[] Plain = ["roles", "used_tokens", "ended_tickets", "migrations"];

    [Fact]
    public async Task Every_table_column_type_key_and_index_of_the_model_is_that_of_the_schema_and_the_other_way_round()
    {
        await using var server = await TestServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<PeopleContext>().Model.GetRelationalModel();
        using var connection = server.Get<PeopleFile>().Open();
        Assert.Equal(
            connection
                .List("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0))
                .Except(Plain)
                .Order(),
            model.Tables.Select(table => table.Name).Order()
        );
        foreach (var table in model.Tables)
        {
            Assert.Equal(SchemaColumns(connection, table.Name), ModelColumns(table));
            Assert.Equal(SchemaIndexes(connection, table.Name), ModelIndexes(table));
        }
    }

    [Theory]
    [InlineData("DELETE FROM staff")]
    [InlineData("UPDATE staff_acts SET act = 'other'")]
    [InlineData("DELETE FROM staff_acts")]
    [InlineData("DELETE FROM publishers")]
    public async Task Not_even_SQL_deletes_an_account_or_changes_what_was_noted(string sql)
    {
        await using var server = await TestServer.StartAsync();
        using var manager = await server.Client(server.Manager).SignInAsync();
        await manager.MakeAsync("p");
        using var connection = server.Get<PeopleFile>().Open();
        Assert.Matches("never deleted|append-only", Assert.Throws<SqliteException>(() => connection.Run(sql)).Message);
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
