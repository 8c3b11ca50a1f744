using System.Globalization;
using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>The revision of a draft that was kept; it grows with each, over removals too.</summary>
public sealed record DraftAnswer(long Revision);

/// <summary>
/// Drafts of papers: ciphertexts under a key that the seat's browser alone has, padded by it. They are no events, and
/// belong to the key of whoever sits: the next one at the seat never has them. Two tabs of one member are told of each
/// other by the revision. Source: docs/spec/http.md, "Rooms".
/// </summary>
public sealed class Drafts(RoomDesks desks, RoomFile file, DiskSpace disk, Clock clock)
{
    /// <summary>The most bytes of a draft.</summary>
    public const int MostBytes = 2 << 20;

    /// <summary>Its length is a multiple of this: what a member has written shows only in steps.</summary>
    public const int StepBytes = 4 << 10;

    /// <summary>The most drafts of a seat.</summary>
    public const int MostNames = 8;

    private const int NameLetters = 64;

    /// <summary>A draft with its revision as the tag.</summary>
    public async Task<IResult> ReadAsync(string room, string name, Caller caller, HttpResponse response)
    {
        var (state, refused) = await FindAsync(room, name, caller);
        if (state is null)
            return refused!;
        using var connection = file.Open();
        var found = connection.List(
            "SELECT revision, body FROM drafts WHERE room = $room AND key = $key AND name = $name",
            row => (Revision: row.GetInt64(0), Body: row.GetFieldValue<byte[]>(1)),
            ("$room", room),
            ("$key", caller.Key),
            ("$name", name)
        );
        if (found is not [var draft])
            return Problems.NotFound("draft");
        response.Headers.ETag = TagOf(draft.Revision);
        return TypedResults.Bytes(draft.Body, "application/octet-stream");
    }

    /// <summary>
    /// Keeps a draft over the revision that <c>If-Match</c> names; without that header there must be none yet.
    /// </summary>
    public async Task<IResult> PutAsync(string room, string name, Caller caller, HttpContext context, byte[] body)
    {
        var (state, refused) = await FindAsync(room, name, caller);
        if (state is null)
            return refused!;
        if (body.Length == 0 || body.Length % StepBytes != 0)
            return Problems.Malformed($"A draft is padded to a multiple of {StepBytes} bytes.");
        if (state is not Room.Sitting)
            return Problems.Of(
                new Refusal(Reason.WrongPhase, "spec:room", "The room is sealed, or over.", "reload-room")
            );
        if (!TryMatch(context.Request, out var matched))
            return Problems.Malformed("If-Match names one revision.");
        if (disk.IsShort)
            return Problems.Of(DiskSpace.Refusal);
        var (revision, isKept, isFull) = file.Write(connection =>
        {
            var held = connection.Ask(
                "SELECT revision FROM drafts WHERE room = $room AND key = $key AND name = $name",
                ("$room", room),
                ("$key", caller.Key),
                ("$name", name)
            );
            if ((long)(held ?? 0L) != matched)
                return ((long)(held ?? 0L), false, false);
            var names = (long)
                connection.Ask(
                    "SELECT count(*) FROM drafts WHERE room = $room AND key = $key",
                    ("$room", room),
                    ("$key", caller.Key)
                )!;
            if (held is null && names >= MostNames)
                return (0L, false, true);
            // An instant and not a number in a row: a draft that was removed and made anew has no old revision.
            var next = Math.Max(clock.Now, matched + 1);
            connection.Run(
                "INSERT INTO drafts (room, key, name, revision, body) VALUES ($room, $key, $name, $revision, $body) "
                    + "ON CONFLICT (room, key, name) DO UPDATE SET revision = $revision, body = $body",
                ("$room", room),
                ("$key", caller.Key),
                ("$name", name),
                ("$revision", next),
                ("$body", body)
            );
            return (next, true, false);
        });
        if (isFull)
            return Problems.Of(
                new Refusal(Reason.LimitReached, "spec:limits", "A seat keeps at most 8 drafts.", "remove-a-draft")
            );
        context.Response.Headers.ETag = TagOf(revision);
        if (!isKept)
            return Changed(revision);
        // Whoever lost the seat meanwhile leaves nothing behind.
        if (await desks.FindAsync(room) is not { } now || now.IsOver() || now.SeatOf(caller.Key) == 0)
            Remove(room, caller.Key);
        return TypedResults.Ok(new DraftAnswer(revision));
    }

    /// <summary>Removes a draft; of the revision that <c>If-Match</c> names, where the header is there.</summary>
    public async Task<IResult> DeleteAsync(string room, string name, Caller caller, HttpContext context)
    {
        var (state, refused) = await FindAsync(room, name, caller);
        if (state is null)
            return refused!;
        if (!TryMatch(context.Request, out var matched))
            return Problems.Malformed("If-Match names one revision.");
        var held = file.Write(connection =>
        {
            var found = (long)(
                connection.Ask(
                    "SELECT revision FROM drafts WHERE room = $room AND key = $key AND name = $name",
                    ("$room", room),
                    ("$key", caller.Key),
                    ("$name", name)
                ) ?? 0L
            );
            if (matched == 0 || found == matched)
                connection.Run(
                    "DELETE FROM drafts WHERE room = $room AND key = $key AND name = $name",
                    ("$room", room),
                    ("$key", caller.Key),
                    ("$name", name)
                );
            return found;
        });
        return matched == 0 || held == matched || held == 0 ? TypedResults.NoContent() : Changed(held);
    }

    /// <summary>Removes drafts of everybody who does not sit, and all of a room that is over.</summary>
    public void Tidy(Room.Started state)
    {
        var room = state.Facts.Id;
        using var connection = file.Open();
        var keys = connection.List(
            "SELECT DISTINCT key FROM drafts WHERE room = $room",
            row => row.GetFieldValue<byte[]>(0),
            ("$room", room)
        );
        foreach (var key in keys.Where(key => state.IsOver() || state.SeatOf(key) == 0))
            Remove(room, key);
    }

    private void Remove(string room, byte[] key) =>
        file.Write(connection =>
            connection.Run("DELETE FROM drafts WHERE room = $room AND key = $key", ("$room", room), ("$key", key))
        );

    private async Task<(Room.Started? State, IResult? Refused)> FindAsync(string room, string name, Caller caller) =>
        await desks.FindAsync(room) is not { } state ? (null, Problems.NotFound("room"))
        : !caller.IsSeat || state.SeatOf(caller.Key) == 0 ? (null, Problems.NotAllowed)
        : !IsName(name) ? (null, Problems.Malformed("A draft's name is 1 to 64 of a–z, 0–9 and '-'."))
        : (state, null);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameLetters && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Changed(long revision)
    {
        var problem = Problems.Make(
            StatusCodes.Status412PreconditionFailed,
            nameof(Reason.WrongRevision),
            "spec:http",
            "The draft was changed elsewhere: another window of this seat is open.",
            "read-the-newest"
        );
        problem.ProblemDetails.Extensions["revision"] = revision;
        return problem;
    }

    private static string TagOf(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    // 0 where the header is not there.
    private static bool TryMatch(HttpRequest request, out long revision)
    {
        revision = 0;
        var given = request.Headers.IfMatch;
        return given.Count == 0
            || given is [{ Length: > 2 and < 20 } tag]
                && tag[0] == '"'
                && tag[^1] == '"'
                && long.TryParse(
                    tag.AsSpan(1, tag.Length - 2),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out revision
                )
                && revision > 0;
    }
}
