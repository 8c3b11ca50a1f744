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

    private static async Task<IResult> CountAsync(ScoreRequest request, ScoreDesk desk, HttpContext context)
    {
        var (answer, excess) = await desk.CountAsync(request, context.RequestAborted);
        if (answer is not null)
            return TypedResults.Ok(answer);
        if (excess is not null)
            return Problems.TooLarge(excess);
        context.Response.Headers.RetryAfter = "1";
        return Problems.TooMany;
    }
}
