using System.Security.Claims;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Streams.Archives;

namespace Trading.Server.Draws;

/// <summary>Draws: publish, look, and what offices and the supervisor say. Source: docs/spec/draw.md, "HTTP".</summary>
public static class DrawEndpoints
{
    public static void MapDraws(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/draws").WithTags("draws");
        open.MapGet("", DrawList.AnswerAsync).Produces<DrawPage>();
        open.MapGet("{draw}/rows/{root}", Rows);
        open.MapGet("{draw}/archive", ArchiveAsync);

        var signedIn = routes.MapGroup("/api/draws").WithTags("draws").RequireAuthorization();
        signedIn.MapPost("", PublishAsync).WithBodyOf(Limits.StatementBytes);
        signedIn.MapPost("external", ImportAsync).WithBodyOf(Limits.StatementBytes);
        signedIn.MapPost("{draw}/paper", KeepPaperAsync).WithBodyOf(ExternalOffice.MostPaperBody).TakesOctets();
        signedIn.MapPost("{draw}/again", AgainAsync).WithBodyOf(Limits.StatementBytes);
        routes
            .MapGroup("/api/draws")
            .NeverKept()
            .WithTags("draws")
            .RequireAuthorization()
            .MapGet("{draw}/seats", SeatsAsync)
            .Produces<SeatList>();

        var office = routes
            .MapGroup("/api/draws")
            .NeverKept()
            .WithTags("draws")
            .RequireAuthorization(TicketHandler.OfficesOnly);
        office.MapGet("tasks", TasksAsync).Produces<DrawTasks>();
        office
            .MapPost("{draw}/commitment", CommitAsync)
            .WithBodyOf(DrawRows.MostBytes + Suite.SignatureBytes)
            .TakesOctets();
        office.MapPost("{draw}/shortage", ShortageAsync).WithBodyOf(Limits.StatementBytes);
        office.MapPost("{draw}/conflicts", ConflictsAsync).WithBodyOf(Limits.StatementBytes);
        office.MapPost("{draw}/notices", TellAsync).WithBodyOf(Limits.StatementBytes);
        office.MapPost("{draw}/arrivals", TellAsync).WithBodyOf(Limits.StatementBytes);
        office.MapPost("{draw}/seats", UnsealAsync).WithBodyOf(Limits.StatementBytes);
        office.MapPost("{draw}/persons", NameAsync).WithBodyOf(Limits.StatementBytes);
    }

    private static IResult Rows(string draw, string root, DrawRows rows, HttpContext context)
    {
        if (rows.Find(draw, root) is not { } path)
            return Problems.NotFound("rows");
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.PhysicalFile(path, "application/octet-stream");
    }

    private static async Task<IResult> ArchiveAsync(
        string draw,
        string? kind,
        ClaimsPrincipal user,
        DrawDesks desks,
        PeopleStore people,
        DrawArchives archives
    )
    {
        if (await desks.FindAnyAsync(draw) is not { } state)
            return Problems.NotFound("draw");
        if (kind is not (null or "public" or "full"))
            return Problems.Malformed("kind is public or full.");
        var wanted = kind == "full" ? ArchiveKind.Full : ArchiveKind.Public;
        if (wanted == ArchiveKind.Full && TicketHandler.CallerOf(user) is null)
            return Problems.NotSignedIn;
        else if (wanted == ArchiveKind.Full && !IsSupervisor(state, TicketHandler.CallerOf(user)!, people))
            return Problems.NotAllowed;
        var (file, refusal) = await archives.MakeAsync(draw, wanted);
        return file is null
            ? Problems.Of(refusal!)
            : TypedResults.Bytes(file, "application/octet-stream", $"{draw}.archive");
    }

    private static async Task<IResult> SeatsAsync(
        string draw,
        ClaimsPrincipal user,
        DrawDesks desks,
        PeopleStore people,
        DrawSeats seats
    )
    {
        if (await desks.FindAnyAsync(draw) is not { } state)
            return Problems.NotFound("draw");
        return IsSupervisor(state, TicketHandler.CallerOf(user)!, people)
            ? TypedResults.Ok(await seats.OfAsync(draw))
            : Problems.NotAllowed;
    }

    // Names are the supervisor's until the result is settled; the host learns them with everybody.
    private static bool IsSupervisor(Draw state, Caller caller, PeopleStore people) =>
        DrawList.IsKeyOf(SupervisorOf(state), caller.Key) || people.Has(caller, Role.Supervisor);

    private static byte[] SupervisorOf(Draw state) =>
        state switch
        {
            Draw.Published s => s.Facts.Policy.Roles.Supervisor!,
            Draw.Imported s => s.Facts.Import.Supervisor,
            _ => [],
        };

    private static async Task<IResult> PublishAsync(DrawPublication request, ClaimsPrincipal user, DrawOffice office)
    {
        var (isNew, refusal) = await office.PublishAsync(TicketHandler.CallerOf(user)!, request);
        return refusal is not null ? Problems.Of(refusal)
            : isNew ? TypedResults.Created($"/api/draws/{request.Draw}", new DrawAnswer(request.Draw))
            : TypedResults.Ok(new DrawAnswer(request.Draw));
    }

    private static async Task<IResult> ImportAsync(
        ExternalPublication request,
        ClaimsPrincipal user,
        ExternalOffice office
    )
    {
        var (isNew, refusal) = await office.ImportAsync(TicketHandler.CallerOf(user)!, request);
        return refusal is not null ? Problems.Of(refusal)
            : isNew ? TypedResults.Created($"/api/draws/{request.Draw}", new DrawAnswer(request.Draw))
            : TypedResults.Ok(new DrawAnswer(request.Draw));
    }

    private static async Task<IResult> KeepPaperAsync(
        string draw,
        HttpRequest request,
        ClaimsPrincipal user,
        ExternalOffice office,
        CancellationToken stop
    )
    {
        if (await office.RefusePaperAsync(TicketHandler.CallerOf(user)!, draw) is { } refusal)
            return Problems.Of(refusal);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        return Answer(await office.KeepPaperAsync(draw, body.ToArray()));
    }

    private static async Task<IResult> NameAsync(string draw, NamedPerson person, DrawOffice office) =>
        Answer(await office.NamePersonAsync(draw, person));

    private static async Task<IResult> TasksAsync(ClaimsPrincipal user, DrawTasksDesk desk) =>
        TypedResults.Ok(await desk.OfAsync(TicketHandler.CallerOf(user)!));

    private static async Task<IResult> CommitAsync(
        string draw,
        HttpRequest request,
        DrawOffice office,
        CancellationToken stop
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        return Answer(await office.CommitAsync(draw, body.ToArray()));
    }

    private static async Task<IResult> ShortageAsync(
        string draw,
        ShortageStatement said,
        DrawDesks desks,
        Clock clock
    ) =>
        await SendAsync(
            draw,
            desks,
            new TellShortage(
                clock.Now,
                new Shortage(said.Group, said.Needed, said.Left, (Constraint)said.Binding),
                said.Signature
            )
        );

    private static async Task<IResult> AgainAsync(string draw, AnotherDraw order, DrawDesks desks, Clock clock) =>
        await SendAsync(draw, desks, new OrderAnotherDraw(clock.Now, order.Reason, order.Signature));

    private static async Task<IResult> ConflictsAsync(
        string draw,
        OfficeStatement said,
        ClaimsPrincipal user,
        DrawOffice office
    ) => Answer(await office.TellConflictsAsync(TicketHandler.CallerOf(user)!, draw, said));

    private static async Task<IResult> TellAsync(
        string draw,
        OfficeStatement said,
        ClaimsPrincipal user,
        DrawOffice office
    ) => Answer(await office.TellPositionAsync(TicketHandler.CallerOf(user)!, draw, said));

    private static async Task<IResult> UnsealAsync(string draw, UnsealedSeat seat, DrawOffice office) =>
        Answer(await office.UnsealAsync(draw, seat));

    private static async Task<IResult> SendAsync(string draw, DrawDesks desks, DrawCommand command) =>
        await desks.FindAsync(draw) is null
            ? Problems.NotFound("draw")
            : Answer((await desks.Of(draw).SendAsync(command)).Refusal);

    private static IResult Answer(Refusal? refusal) =>
        refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
}
