using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Trading.Scoring;
using Trading.Server.Requests;
using Limits = Trading.Server.Requests.Limits;

namespace Trading.Server.Scores;

/// <summary>Scores a file for anybody, without keeping any of it (docs/spec/http.md, "Scoring").</summary>
public static class ScoreEndpoints
{
    public static IServiceCollection AddScores(this IServiceCollection services) => services.AddSingleton<ScoreDesk>();

    public static void MapScores(this IEndpointRouteBuilder routes)
    {
        var scores = routes.MapGroup("/api/score").WithTags("score").NeverKept();
        scores
            .MapPost("", CountAsync)
            .WithBodyOf(Limits.ScoreBytes)
            .RequireRateLimiting(Limits.ScoresPolicy)
            .Produces<ScoreAnswer>();
        scores
            .MapPost("/terms", CheckTerms)
            .WithBodyOf(Limits.ScoreBytes)
            .RequireRateLimiting(Limits.ScoresPolicy)
            .Produces<TermsAnswer>();
    }

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

    // Nothing is counted: what a file of terms costs is the reading of it.
    private static IResult CheckTerms(TermsRequest request) =>
        ScoreLimits.Excess(request.Terms, ScoreLanguage.En) is { } excess
            ? Problems.TooLarge(excess)
            : TypedResults.Ok(
                new TermsAnswer([
                    .. Scorer
                        .FindFiling(Encoding.UTF8.GetBytes(request.Terms), ScoreLimits.MostFaults)
                        .Select(TermsFault.Of),
                ])
            );

    private static IResult Later(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.TooMany;
    }
}
