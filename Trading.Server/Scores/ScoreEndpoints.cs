using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
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
        if (desk.Take() is not { } place)
            return Later(context);
        context.Response.RegisterForDispose(place);
        // Kestrel has the feature for a connection of HTTP/1; the test host has none.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(ScoreLimits.SlowestReader, ScoreLimits.SlowReadersGrace);
        var (answer, excess) = await desk.CountAsync(request, context.RequestAborted);
        return answer is not null ? TypedResults.Ok(answer)
            : excess is not null ? Problems.TooLarge(excess)
            : Later(context);
    }

    private static IResult Later(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.TooMany;
    }
}
