using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Gate.Doors;
using Trading.Gate.Keys;
using Trading.Gate.Register;

namespace Trading.Gate.Http;

/// <summary>What is shown at the door. Identity number and code stand in a body, never in an address.</summary>
public sealed record PresentRequest(string Id, string Digits, bool Looked);

/// <summary>What somebody shows who is expected by a hash of the identity number.</summary>
public sealed record ReceiveRequest(string Id, string Name, bool Looked);

public sealed record ReasonRequest(string Reason);

/// <summary>The number that the screen of a seat shows.</summary>
public sealed record KeyRequest(string Number);

public sealed record NothingRequest();

/// <summary>A draw of today.</summary>
/// <param name="Draw">Its id.</param>
/// <param name="Place">Where its experts report.</param>
/// <param name="RoomAt">When its room opens, UTC microseconds.</param>
/// <param name="IsHere">Whether that is here.</param>
/// <param name="IsOpen">Whether people are admitted now.</param>
/// <param name="Arrived">How many experts sit who arrived.</param>
/// <param name="Buyers">How many sit whom the buyer sent.</param>
/// <param name="Gone">How many had arrived and sit no more.</param>
/// <param name="IsComplete">Whether each seat is taken by somebody who arrived; false where nobody is admitted.</param>
/// <param name="Waits">Whether all experts are there and still have to be compared with the bidders.</param>
/// <param name="HasPositions">Whether people come with a number and a code.</param>
/// <param name="HasPersons">Whether people come with their card alone.</param>
/// <param name="System">The system that drew; empty for a draw of ours.</param>
/// <param name="IsProcurement">Whether the buyer is called as in government procurement.</param>
/// <param name="Rooms">How many of its rooms seat their members now.</param>
public sealed record DrawLine(
    string Draw,
    string Place,
    long RoomAt,
    bool IsHere,
    bool IsOpen,
    int Arrived,
    int Buyers,
    int Gone,
    bool IsComplete,
    bool Waits,
    bool HasPositions,
    bool HasPersons,
    string System,
    bool IsProcurement,
    int Rooms
);

/// <summary>The gate, and the draws of today.</summary>
public sealed record DrawsAnswer(string Place, bool HasDevice, IReadOnlyList<DrawLine> Draws);

/// <summary>Somebody who arrived.</summary>
/// <param name="Position">Position; 10000 and up: whom the buyer sends; 20000 and up: external experts.</param>
/// <param name="Name">The name.</param>
/// <param name="Number">The pool's number; empty for whoever was named by a hash.</param>
/// <param name="At">When, UTC microseconds.</param>
/// <param name="Outcome">The newest fact.</param>
/// <param name="Attended">Whether somebody of that name attended the opening.</param>
/// <param name="Unseated">Whether the seat was lost after the arrival: the person has to leave.</param>
public sealed record SeatLine(
    int Position,
    string Name,
    string Number,
    long At,
    PositionOutcome Outcome,
    AttendedState Attended,
    bool Unseated
);

/// <summary>A certified key of the browser at a seat.</summary>
/// <param name="Position">Who sits there, as the draw calls it.</param>
/// <param name="Room">The room.</param>
/// <param name="Seat">Number of its seat.</param>
/// <param name="At">When it was signed, UTC microseconds.</param>
/// <param name="State">How far it is.</param>
public sealed record KeyLine(int Position, string Room, int Seat, long At, KeyState State);

/// <summary>How far a certified key is.</summary>
public enum KeyState
{
    /// <summary>The platform does not have it yet.</summary>
    Waiting,

    /// <summary>The platform has taken it.</summary>
    Taken,

    /// <summary>The platform did not take it.</summary>
    Refused,
}

internal static class GateEndpoints
{
    private const long DayMicros = 86_400 * 1_000_000L;
    private const long BeijingMicros = 8 * 3_600 * 1_000_000L;

    public static void MapGate(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api")
            .NeverKept()
            .WithTags("gate")
            .RequireAuthorization()
            .WithBodyOf(GateLimits.RequestBytes);
        api.MapGet("draws", Draws).Produces<DrawsAnswer>();
        api.MapPost("draws/{draw}/present", Present).Produces<PresentationView>(StatusCodes.Status202Accepted);
        api.MapPost("draws/{draw}/receive", Receive).Produces<PresentationView>(StatusCodes.Status202Accepted);
        api.MapGet("presentations/{id}", Find).Produces<PresentationView>();
        api.MapGet("draws/{draw}/seats", Seats).Produces<IReadOnlyList<SeatLine>>();
        api.MapPost("draws/{draw}/seats/{position}/avoid", AvoidAsync).Produces<SeatLine>();
        api.MapPost("draws/{draw}/seats/{position}/another", AnotherAsync).Produces<SeatLine>();
        api.MapPost("draws/{draw}/seats/{position}/leave", LeaveAsync).Produces<SeatLine>();
        api.MapPost("draws/{draw}/seats/{position}/return", ReturnAsync).Produces<SeatLine>();
        api.MapPost("draws/{draw}/seats/{position}/key", CertifyAsync).Produces<KeyLine>();
        api.MapGet("draws/{draw}/keys", Keys).Produces<IReadOnlyList<KeyLine>>();
        api.MapGet("draws/{draw}/entries", Entries).Produces<IReadOnlyList<Entry>>();
        api.MapGet("draws/{draw}/register", Register).Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    private static Ok<DrawsAnswer> Draws(
        GateStore store,
        OpenDoors doors,
        SeatingRooms rooms,
        GateDesk desk,
        GatePlace place,
        Clock clock
    )
    {
        // A room of the evening before has its door open past midnight (`DrawDue.DoorClosesAt`).
        var day = (clock.Now + BeijingMicros) / DayMicros * DayMicros - BeijingMicros;
        return TypedResults.Ok(
            new DrawsAnswer(
                place.Name,
                desk.HasDevice,
                [
                    .. store
                        .Draws(Math.Min(day, clock.Now - DayMicros / 2), day + DayMicros)
                        // An evaluation may go on for days: who sits down anew comes to this desk.
                        .UnionBy(rooms.Draws().Select(store.FindDraw).OfType<KeptDraw>(), draw => draw.Draw)
                        .Select(draw => LineOf(draw, doors.Find(draw.Draw), store.Seats(draw), place, rooms)),
                ]
            )
        );
    }

    // Who sits now is counted as the platform counts it: whom the buyer sent apart.
    private static DrawLine LineOf(
        KeptDraw draw,
        Door? door,
        IReadOnlyList<Seat> seats,
        GatePlace place,
        SeatingRooms rooms
    )
    {
        var sitting = seats.Where(seat => seat.Sits).Select(seat => seat.Key.Position).ToList();
        var buyers = sitting.Count(p => p is >= PersonSeat.FirstBuyer and < PersonSeat.FirstExpert);
        return new DrawLine(
            draw.Draw,
            draw.Place,
            draw.RoomAt,
            place.IsHere(draw.Place),
            door is not null,
            sitting.Count - buyers,
            buyers,
            seats.Count - sitting.Count,
            door is not null && sitting.Count == door.Members,
            door is { Waits: true },
            draw.System.Length == 0,
            door is { Persons: not null },
            draw.System,
            draw.IsProcurement,
            rooms.Of(draw).Count
        );
    }

    private static IResult Present(string draw, PresentRequest request, ClaimsPrincipal user, GateDesk desk) =>
        Begun(desk.Present(new Shown(draw, request.Id, request.Digits, request.Looked), Sessions.ByOf(user)));

    private static IResult Receive(string draw, ReceiveRequest request, ClaimsPrincipal user, GateDesk desk) =>
        Begun(desk.Receive(new ShownCard(draw, request.Id, request.Name, request.Looked), Sessions.ByOf(user)));

    private static IResult Begun((PresentationView? View, DoorReason? Refused) begun) =>
        begun.Refused is { } reason
            ? GateProblems.Of(reason)
            : TypedResults.Accepted($"/api/presentations/{begun.View!.Id}", begun.View);

    private static IResult Find(string id, GateDesk desk) =>
        desk.Find(id) is { } view ? TypedResults.Ok(view) : Problems.NotFound("presentation");

    private static IResult Seats(string draw, GateStore store) =>
        store.FindDraw(draw) is { } kept
            ? TypedResults.Ok<IReadOnlyList<SeatLine>>([.. store.Seats(kept).Select(LineOf)])
            : Problems.NotFound("draw");

    private static IResult Keys(string draw, GateStore store, KeyStore keys) =>
        store.FindDraw(draw) is null
            ? Problems.NotFound("draw")
            : TypedResults.Ok<IReadOnlyList<KeyLine>>([.. keys.Of(draw).Select(LineOf)]);

    private static async Task<IResult> CertifyAsync(
        string draw,
        int position,
        KeyRequest request,
        ClaimsPrincipal user,
        GateStore store,
        KeyDesk desk
    )
    {
        if (store.FindDraw(draw) is not { } kept)
            return Problems.NotFound("draw");
        if (store.FindSeat(kept.Seat(position)) is not { Name: not null })
            return Problems.NotFound("seat");
        var (key, refused) = await desk.CertifyAsync(kept, position, request.Number, Sessions.ByOf(user));
        return refused is { } reason ? GateProblems.Of(reason) : TypedResults.Ok(LineOf(key!));
    }

    private static Task<IResult> AvoidAsync(
        string draw,
        int position,
        ReasonRequest request,
        ClaimsPrincipal user,
        GateStore store,
        SeatDesk desk
    ) =>
        ActAsync(
            draw,
            position,
            request.Reason,
            store,
            key => desk.AvoidAsync(key, request.Reason, Sessions.ByOf(user))
        );

    private static Task<IResult> AnotherAsync(
        string draw,
        int position,
        ReasonRequest request,
        ClaimsPrincipal user,
        GateStore store,
        SeatDesk desk
    ) =>
        ActAsync(
            draw,
            position,
            request.Reason,
            store,
            key => desk.TellAnotherAsync(key, request.Reason, Sessions.ByOf(user))
        );

    private static Task<IResult> LeaveAsync(
        string draw,
        int position,
        ReasonRequest request,
        ClaimsPrincipal user,
        GateStore store,
        SeatDesk desk
    ) =>
        ActAsync(
            draw,
            position,
            request.Reason,
            store,
            key => desk.LeaveAsync(key, request.Reason, Sessions.ByOf(user))
        );

    private static Task<IResult> ReturnAsync(
        string draw,
        int position,
        NothingRequest _,
        ClaimsPrincipal user,
        GateStore store,
        SeatDesk desk
    ) => ActAsync(draw, position, null, store, key => desk.ReturnAsync(key, Sessions.ByOf(user)));

    private static async Task<IResult> ActAsync(
        string draw,
        int position,
        string? reason,
        GateStore store,
        Func<SeatKey, Task<DoorReason?>> act
    )
    {
        if (reason is not null && !IsReason(reason))
            return Problems.Malformed($"A reason has 1 to {GateLimits.ReasonLetters} letters, none of them hidden.");
        if (store.FindDraw(draw) is not { } kept)
            return Problems.NotFound("draw");
        var key = kept.Seat(position);
        if (store.FindSeat(key) is not { Name: not null })
            return Problems.NotFound("seat");
        return await act(key) is { } refused ? GateProblems.Of(refused) : TypedResults.Ok(LineOf(store.FindSeat(key)!));
    }

    private static IResult Entries(string draw, GateStore store) =>
        store.FindDraw(draw) is null
            ? Problems.NotFound("draw")
            : TypedResults.Ok(store.Entries(draw, GateLimits.Entries));

    private static IResult Register(string draw, GateStore store, string language = "zh") =>
        language is not ("zh" or "en") ? Problems.Malformed("language is zh or en.")
        : store.FindDraw(draw) is { } kept
            ? TypedResults.File(
                RegisterDocument.Print(
                    kept,
                    store.Seats(kept),
                    store.Entries(draw, GateLimits.PrintedEntries),
                    language == "zh"
                ),
                "application/pdf",
                $"register-{draw[..8]}.pdf"
            )
        : Problems.NotFound("draw");

    private static SeatLine LineOf(Seat seat) =>
        new(seat.Key.Position, seat.Name!, seat.Number!, seat.At, seat.Outcome, seat.Attended, seat.IsUnseated);

    private static KeyLine LineOf(CertifiedKey key) =>
        new(
            key.Position,
            key.Room,
            key.Seat,
            key.At,
            !key.IsTold ? KeyState.Waiting
                : key.Refusal is null ? KeyState.Taken
                : KeyState.Refused
        );

    private static bool IsReason(string text) => Letters.FitsSeen(text.Trim(), 1, GateLimits.ReasonLetters);
}
