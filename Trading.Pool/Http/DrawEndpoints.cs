using Trading.Pool.Draws;

namespace Trading.Pool.Http;

/// <summary>Draws as a manager sees them: numbers, and nobody. Nothing here changes one.</summary>
internal static class DrawEndpoints
{
    public static void MapDraws(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/api")
            .NeverKept()
            .WithTags("draws")
            .RequireAuthorization()
            .MapGet("draws", (DrawList draws) => TypedResults.Ok(draws.Show()));
}
