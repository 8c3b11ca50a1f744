using System.Security.Claims;
using Trading.Pool.Experts;

namespace Trading.Pool.Http;

/// <summary>
/// Experts. What is looked for stands in a body and never in an address: it may be an identity number.
/// </summary>
internal static class ExpertEndpoints
{
    public static void MapExperts(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/experts")
            .NeverKept()
            .WithTags("experts")
            .RequireAuthorization()
            .WithBodyOf(PoolLimits.RequestBytes);
        api.MapPost("search", Search).Produces<ExpertPage>();
        api.MapPost("", AddAsync).Produces<ExpertAnswer>();
        api.MapGet("{number}", Show).Produces<ExpertWhole>();
        api.MapPut("{number}", ChangeAsync).Produces<ExpertAnswer>();
        api.MapPost("{number}/contacts", ShowContacts).Produces<ContactsAnswer>();
        api.MapGet("{number}/events", Events).Produces<IReadOnlyList<ExpertEvent>>();
        api.MapPost("{number}/absences", AddAbsenceAsync).Produces<ExpertAnswer>();
        api.MapPost("{number}/absences/{id}/withdraw", WithdrawAsync).Produces<ExpertAnswer>();
        api.MapPost("{number}/assessments", AssessAsync).Produces<ExpertAnswer>();
    }

    private static IResult Search(SearchRequest request, ExpertReading reading)
    {
        string?[] texts = [request.Text, request.Speciality, request.Region, request.Id];
        if (texts.Any(text => text?.Length > PoolLimits.SearchLetters) || request.Page is < 1 or > PoolLimits.Pages)
            return Problems.Malformed(
                $"Each text has at most {PoolLimits.SearchLetters} letters, page is 1 to {PoolLimits.Pages}."
            );
        return TypedResults.Ok(
            reading.Search(
                new ExpertQuery(
                    request.Text ?? "",
                    request.Speciality ?? "",
                    request.Region ?? "",
                    request.Status,
                    request.Id ?? "",
                    request.Page
                )
            )
        );
    }

    private static IResult Show(string number, ExpertReading reading) =>
        reading.Find(number) is { } record
            ? TypedResults.Ok(
                new ExpertWhole(ExpertAnswer.Of(record), reading.Absences(number), reading.Assessments(number))
            )
            : Problems.NotFound("expert");

    private static IResult ShowContacts(string number, ExpertReading reading) =>
        reading.Find(number) is { Expert: var expert }
            ? TypedResults.Ok(new ContactsAnswer(expert.Id, expert.Phone))
            : Problems.NotFound("expert");

    private static IResult Events(string number, ExpertReading reading, long before = long.MaxValue) =>
        reading.Find(number) is null ? Problems.NotFound("expert") : TypedResults.Ok(reading.Events(number, before));

    private static async Task<IResult> AddAsync(NewExpertRequest request, ClaimsPrincipal user, ExpertWriting writing)
    {
        var (typed, faults) = ExpertOf(request.Number, request.Expert);
        return PoolProblems.Of(await writing.AddAsync(Sessions.ByOf(user), typed, faults, request.Reason));
    }

    private static async Task<IResult> ChangeAsync(
        string number,
        ChangeRequest request,
        ClaimsPrincipal user,
        ExpertWriting writing
    )
    {
        var (typed, faults) = ExpertOf(number, request.Expert);
        return PoolProblems.Of(
            await writing.ChangeAsync(
                Sessions.ByOf(user),
                number,
                request.Version,
                before =>
                    typed with
                    {
                        Id = typed.Id.Length == 0 ? before.Id : typed.Id,
                        Phone = typed.Phone.Length == 0 ? before.Phone : typed.Phone,
                    },
                faults,
                request.Reason
            )
        );
    }

    private static async Task<IResult> AddAbsenceAsync(
        string number,
        AbsenceRequest request,
        ClaimsPrincipal user,
        ExpertWriting writing
    ) =>
        PoolProblems.Of(
            await writing.AddAbsenceAsync(
                Sessions.ByOf(user),
                number,
                request.Version,
                request.From,
                request.Until,
                request.Reason
            )
        );

    private static async Task<IResult> WithdrawAsync(
        string number,
        long id,
        WithdrawRequest request,
        ClaimsPrincipal user,
        ExpertWriting writing
    ) =>
        PoolProblems.Of(
            await writing.WithdrawAbsenceAsync(Sessions.ByOf(user), number, request.Version, id, request.Reason)
        );

    private static async Task<IResult> AssessAsync(
        string number,
        AssessmentRequest request,
        ClaimsPrincipal user,
        ExpertWriting writing
    ) =>
        PoolProblems.Of(
            await writing.AssessAsync(
                Sessions.ByOf(user),
                number,
                request.Version,
                request.Day,
                request.Score,
                request.Note,
                request.Reason
            )
        );

    // A day that is none has no place in an expert: another stands there while everything else is judged.
    private static (Expert Expert, IReadOnlyList<TableFault> Faults) ExpertOf(string number, ExpertFields fields)
    {
        var faults = new List<TableFault>();
        var since = DayOf(TableField.Since, fields.Since, faults);
        var until = string.IsNullOrEmpty(fields.Until) ? null : DayOf(TableField.Until, fields.Until, faults);
        var expert = new Expert(
            number,
            fields.Name,
            fields.Id,
            fields.Phone,
            fields.Specialities,
            fields.Level,
            fields.Region,
            fields.Employer,
            fields.EmployerCode,
            fields.Status,
            since ?? DateOnly.MinValue,
            until
        );
        return (expert, faults);
    }

    private static DateOnly? DayOf(TableField field, string text, List<TableFault> faults)
    {
        if (ExpertRows.TryDay(text, out var day))
            return day;
        faults.Add(new TableFault(0, 0, field, text.Length == 0 ? TableFaultCode.Empty : TableFaultCode.BadDate));
        return null;
    }
}
