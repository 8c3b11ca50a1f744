using Trading.Server.Requests;

namespace Trading.Server.Scores;

/// <summary>Scores a file for anybody, without keeping any of it (docs/spec/http.md, "Scoring").</summary>
public static class ScoreEndpoints
{
    public static IServiceCollection AddScores(this IServiceCollection services) => services.AddSingleton<ScoreDesk>();

    public static void MapScores(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/api/score")
            .WithTags("score")
            .NeverKept()
            .MapPost("", CountAsync)
            .WithBodyOf(Limits.ScoreBytes)
            .RequireRateLimiting(Limits.ScoresPolicy)
            .Produces<ScoreAnswer>();

    private static async Task<IResult> CountAsync(ScoreRequest request, ScoreDesk desk, CancellationToken left)
    {
        var (answer, excess) = await desk.CountAsync(request, left);
        if (answer is not null)
            return TypedResults.Ok(answer);
        return excess is null ? Problems.TooMany : Problems.TooLarge(excess);
    }
}
