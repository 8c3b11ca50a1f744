using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>A note, at a height of the public stream. At is the platform's clock, UTC microseconds.</summary>
public sealed record Bookmark(long Id, long Height, string Stage, long At, string Note);

/// <summary>A note to be kept.</summary>
public sealed record BookmarkWish(long Height, string Note);

/// <summary>
/// What the supervisor of a room notes for itself while it watches. It is no event and stands in no archive; nobody
/// else reads it. Source: docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomBookmarks(RoomDesks desks, RoomFile file, Clock clock)
{
    /// <summary>The most notes of a room.</summary>
    public const int Most = 200;

    /// <summary>The most letters of a note.</summary>
    public const int NoteLetters = 300;

    /// <summary>All of them, the first one first.</summary>
    public async Task<IResult> ListAsync(string room, Caller caller)
    {
        var (state, refused) = await FindAsync(room, caller);
        if (state is null)
            return refused!;
        using var connection = file.Open();
        return TypedResults.Ok<IReadOnlyList<Bookmark>>(
            connection.List(
                "SELECT id, height, stage, at, note FROM bookmarks WHERE room = $room ORDER BY id",
                row => new Bookmark(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetString(2),
                    row.GetInt64(3),
                    row.GetString(4)
                ),
                ("$room", room)
            )
        );
    }

    /// <summary>Keeps a note; the stage is the room's.</summary>
    public async Task<IResult> AddAsync(string room, BookmarkWish wish, Caller caller)
    {
        var (state, refused) = await FindAsync(room, caller);
        if (state is null)
            return refused!;
        var note = wish.Note.Trim();
        if (!Letters.Fits(note, 1, NoteLetters) || wish.Height < 0)
            return Problems.Malformed($"A note has 1 to {NoteLetters} letters, and stands at a height.");
        var (stage, at) = (state.Last().Stage.ToString(), clock.Now);
        var id = file.Write(connection =>
        {
            var held = (long)connection.Ask("SELECT count(*) FROM bookmarks WHERE room = $room", ("$room", room))!;
            return held >= Most
                ? 0
                : (long)
                    connection.Ask(
                        "INSERT INTO bookmarks (room, height, stage, at, note) "
                            + "VALUES ($room, $height, $stage, $at, $note) RETURNING id",
                        ("$room", room),
                        ("$height", wish.Height),
                        ("$stage", stage),
                        ("$at", at),
                        ("$note", note)
                    )!;
        });
        return id == 0
            ? Problems.Of(
                new Refusal(Reason.LimitReached, "spec:limits", "A room has at most 200 notes.", "remove-a-note")
            )
            : TypedResults.Ok(new Bookmark(id, wish.Height, stage, at, note));
    }

    /// <summary>Forgets a note; one that is not there is forgotten already.</summary>
    public async Task<IResult> RemoveAsync(string room, long id, Caller caller)
    {
        var (state, refused) = await FindAsync(room, caller);
        if (state is null)
            return refused!;
        file.Write(connection =>
            connection.Run("DELETE FROM bookmarks WHERE room = $room AND id = $id", ("$room", room), ("$id", id))
        );
        return TypedResults.NoContent();
    }

    private async Task<(Room.Started? State, IResult? Refused)> FindAsync(string room, Caller caller) =>
        await desks.FindAsync(room) is not { } state ? (null, Problems.NotFound("room"))
        : RoomStates.IsKey(state.Facts.Start.Supervisor, caller.Key) ? (state, null)
        : (null, Problems.NotAllowed);
}
