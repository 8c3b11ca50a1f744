using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Trading.Pool.Experts;
using Trading.Pool.Imports;

namespace Trading.Pool.Http;

public sealed record WriteRequest(string Reason, bool GoodOnly);

/// <summary>A table on its way into the pool: sent, looked at, written or cancelled.</summary>
internal static class ImportEndpoints
{
    private static readonly IResult NotCsv = Problems.Make(
        StatusCodes.Status415UnsupportedMediaType,
        nameof(Reason.Malformed),
        "spec:pool",
        "This call takes text/csv and nothing else.",
        "correct-and-send-again"
    );
    private static readonly IResult NotNow = Problems.Of(
        new Refusal(Reason.WrongPhase, "spec:pool", "The import cannot be written like this.", "look-again")
    );
    private static readonly IResult IsOver = Problems.Of(
        new Refusal(Reason.WrongPhase, "spec:pool", "The import is over.", "look-again")
    );

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/imports").NeverKept().WithTags("imports").RequireAuthorization();
        api.MapPost("", StartAsync).WithBodyOf(PoolLimits.TableBytes).Produces<ImportView>();
        api.MapGet("newest", (ImportDesk desk) => TypedResults.Ok(new NewestAnswer(desk.Current)));
        api.MapGet("{id}/faults", Faults).Produces<IReadOnlyList<ImportFault>>();
        var decisions = api.MapGroup("").WithBodyOf(PoolLimits.RequestBytes);
        decisions.MapPost("{id}/write", Write).Produces<ImportView>();
        decisions.MapPost("{id}/cancel", Cancel).Produces<ImportView>();
    }

    private static async Task<IResult> StartAsync(HttpRequest request, ClaimsPrincipal user, ImportDesk desk)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        )
            return NotCsv;
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, request.HttpContext.RequestAborted);
        return desk.TryStart(Sessions.ByOf(user), file.ToArray()) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(
                new Refusal(Reason.Conflict, "spec:pool", "Another import is not over.", "look-at-the-other"),
                "by",
                desk.Current!.By
            );
    }

    private static IResult Faults(string id, ImportDesk desk, int skip = 0) =>
        skip < 0 ? Problems.Malformed("skip is not negative.")
        : desk.Faults(id, skip, PoolLimits.Faults) is { } faults ? TypedResults.Ok(faults)
        : Problems.NotFound("import");

    private static IResult Write(string id, WriteRequest request, ImportDesk desk)
    {
        if (!ExpertRules.IsReason(request.Reason))
            return PoolProblems.Of(Refusals.NoReason);
        return desk.TryWrite(id, request.GoodOnly, request.Reason) is { } view ? TypedResults.Ok(view) : NotNow;
    }

    private static IResult Cancel(string id, ImportDesk desk) =>
        desk.TryCancel(id) is { } view ? TypedResults.Ok(view) : IsOver;

    /// <summary>The newest import, or null.</summary>
    internal sealed record NewestAnswer(ImportView? Import);
}
