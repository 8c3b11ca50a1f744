using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Pool.Experts;

namespace Trading.Pool.Http;

public sealed record ExportRequest(string Reason, bool IsChinese);

public sealed record SpecialityLine(string Code, string Name);

/// <summary>What concerns the whole pool: acts, names of specialities, the table of everybody.</summary>
internal static class PoolEndpoints
{
    public static void MapPool(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api")
            .NeverKept()
            .WithTags("pool")
            .RequireAuthorization()
            .WithBodyOf(PoolLimits.RequestBytes);
        api.MapGet("acts", (PoolActs acts) => TypedResults.Ok(acts.List()));
        api.MapGet("specialities", Specialities);
        api.MapPut("specialities/{code}", NameAsync).Produces(StatusCodes.Status204NoContent);
        api.MapPost("exports", ExportAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static Ok<IEnumerable<SpecialityLine>> Specialities(ExpertReading reading) =>
        TypedResults.Ok(
            reading
                .SpecialityNames()
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new SpecialityLine(pair.Key, pair.Value))
        );

    private static async Task<IResult> NameAsync(
        string code,
        SpecialityRequest request,
        ClaimsPrincipal user,
        ExpertWriting writing
    ) =>
        await writing.NameSpecialityAsync(Sessions.ByOf(user), code, request.Name, request.Reason) is { } refused
            ? PoolProblems.Of(refused)
            : TypedResults.NoContent();

    // A table holds every contact in the clear: that somebody took it is noted before the first byte goes out.
    private static async Task<IResult> ExportAsync(
        ExportRequest request,
        ClaimsPrincipal user,
        ExpertReading reading,
        PoolActs acts
    )
    {
        var csv = new MemoryStream();
        ExpertTable.Write(csv, reading.All().Select(record => record.Expert), request.IsChinese);
        if (await acts.NoteAsync(Sessions.ByOf(user), "export", request.Reason) is { } refused)
            return PoolProblems.Of(refused);
        csv.Position = 0;
        return TypedResults.Stream(csv, "text/csv; charset=utf-8", "experts.csv");
    }
}
