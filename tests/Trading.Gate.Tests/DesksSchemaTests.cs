using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trading.Gate.Desks;

namespace Trading.Gate.Tests;

/// <summary>The model that Identity writes with names exactly the table that the numbered SQL makes.</summary>
public sealed class DesksSchemaTests
{
    [Fact]
    public async Task Every_column_type_key_and_index_of_the_model_is_that_of_the_schema_and_the_other_way_round()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync();
        await using var scope = gate.Get<IServiceScopeFactory>().CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<DesksContext>().Model.GetRelationalModel();
        using var connection = gate.Get<DesksFile>().Open();
        SchemaAndModel.AssertSame(connection, model, ["migrations"]);
    }
}
