using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trading.Pool.Managers;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>The model that Identity writes with names exactly the table that the numbered SQL makes.</summary>
public sealed class ManagersSchemaTests
{
    [Fact]
    public async Task Every_column_type_key_and_index_of_the_model_is_that_of_the_schema_and_the_other_way_round()
    {
        await using var server = await PoolServer.StartAsync();
        await using var scope = server.Get<IServiceScopeFactory>().CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<ManagersContext>().Model.GetRelationalModel();
        using var connection = server.Get<ManagersFile>().Open();
        SchemaAndModel.AssertSame(connection, model, ["migrations"]);
    }
}
