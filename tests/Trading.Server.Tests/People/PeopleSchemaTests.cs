using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
        SchemaAndModel.AssertSame(connection, model, Plain);
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
}
