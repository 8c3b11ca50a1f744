using Microsoft.Data.Sqlite;

namespace Trading.Gate.Doors;

/// <summary>A draw as the gate keeps it.</summary>
/// <param name="Draw">Its id.</param>
/// <param name="Root">Root of the committed rows, or hash of the import.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Place">Where its members report.</param>
/// <param name="RoomAt">When its room opens, UTC microseconds.</param>
/// <param name="System">The system that drew; empty for a draw of ours.</param>
/// <param name="Rules">Id of the rules that it was made under; empty where it was kept before they were.</param>
/// <param name="Host">Key of whoever asked for the draw; empty where nothing signed says so.</param>
public sealed record KeptDraw(
    string Draw,
    byte[] Root,
    uint K,
    string Place,
    long RoomAt,
    string System,
    string Rules,
    byte[] Host
)
{
    /// <summary>Whether the buyer is called as in government procurement.</summary>
    public bool IsProcurement => Rules.StartsWith("procurement-", StringComparison.Ordinal);

    /// <summary>The seat of that number.</summary>
    public SeatKey Seat(int position) => new(Draw, Root, PersonSeat.IsPerson(position) ? 0 : K, position);
}

/// <summary>A statement after the arrival that the platform has not answered yet.</summary>
public sealed record Saying(long Number, SeatKey Key, PositionOutcome Outcome, byte[] Signature);

/// <summary>A line of the entry register.</summary>
/// <param name="Number">From 1, over all draws.</param>
/// <param name="At">UTC microseconds.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Position">The position, or −1: before card and digits were found to belong together it is nobody's.
/// </param>
/// <param name="Act">A stable word.</param>
/// <param name="Detail">A stable word, or what a person wrote.</param>
/// <param name="By">The desk.</param>
public sealed record Entry(long Number, long At, uint K, int Position, string Act, string Detail, string By);

/// <summary>What happened at the door, on the disk before it is said. Safe for concurrent use.</summary>
public sealed class GateStore(GateFile file, Clock clock)
{
    /// <summary>Wrong tries are counted over so long.</summary>
    public const long TriesMicros = 600 * 1_000_000L;

    private const string OfSeat = "WHERE draw = $draw AND root = $root AND k = $k AND position = $position";

    public void Keep(Door door)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT INTO draws (draw, root, k, place, room_at, system, rules, host) "
                + "VALUES ($draw, $root, $k, $place, $room, $system, $rules, $host) "
                + "ON CONFLICT (draw) DO UPDATE SET root = $root, k = $k, rules = $rules, host = $host",
            ("$draw", door.Request.Draw),
            ("$root", door.Root),
            ("$k", (long)door.K),
            ("$place", door.Request.Place),
            ("$room", door.Request.RoomAt),
            ("$system", door.System),
            ("$rules", door.Request.Rules),
            ("$host", door.Host)
        );
    }

    public IReadOnlyList<KeptDraw> Draws(long from, long until)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT draw, root, k, place, room_at, system, rules, host FROM draws "
                + "WHERE room_at >= $from AND room_at < $until ORDER BY room_at, draw",
            ReadDraw,
            ("$from", from),
            ("$until", until)
        );
    }

    public KeptDraw? FindDraw(string draw)
    {
        using var connection = file.Open();
        return connection
            .List(
                "SELECT draw, root, k, place, room_at, system, rules, host FROM draws WHERE draw = $draw",
                ReadDraw,
                ("$draw", draw)
            )
            .SingleOrDefault();
    }

    /// <summary>The signature under Presented: the first one that was kept.</summary>
    public byte[] Presented(SeatKey key, byte[] signature)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT INTO presented (draw, root, k, position, signature) "
                + "VALUES ($draw, $root, $k, $position, $signature) ON CONFLICT DO NOTHING",
            [.. Of(key), ("$signature", signature)]
        );
        return (byte[])connection.Ask($"SELECT signature FROM presented {OfSeat}", [.. Of(key)])!;
    }

    public Seat? FindSeat(SeatKey key)
    {
        using var connection = file.Open();
        return connection.List($"{SelectSeats} {OfSeat}", ReadSeat, [.. Of(key)]).SingleOrDefault();
    }

    /// <summary>Everybody who arrived in this draw, by arrival.</summary>
    public IReadOnlyList<Seat> Seats(KeptDraw draw)
    {
        using var connection = file.Open();
        return connection.List(
            $"{SelectSeats} WHERE draw = $draw AND root = $root AND (k = $k OR position >= $first) "
                + "AND name IS NOT NULL ORDER BY at, position",
            ReadSeat,
            ("$draw", draw.Draw),
            ("$root", draw.Root),
            ("$k", (long)draw.K),
            ("$first", PersonSeat.FirstBuyer)
        );
    }

    /// <summary>Arrivals and records that the platform does not have yet.</summary>
    public IReadOnlyList<Seat> Unsettled()
    {
        using var connection = file.Open();
        return connection.List($"{SelectSeats} WHERE record IS NOT NULL ORDER BY at", ReadSeat);
    }

    /// <summary>An arrival as it will be told; it stands in the register when the platform has taken it.</summary>
    public void Open(
        SeatKey key,
        byte[] signature,
        byte[] record,
        string by,
        AttendedState attended,
        byte[]? shown = null
    )
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT INTO seats (draw, root, k, position, at, by, outcome, signature, record, attended, shown) "
                + "VALUES ($draw, $root, $k, $position, $now, $by, $outcome, $signature, $record, $attended, $shown)",
            [
                .. Of(key),
                ("$now", clock.Now),
                ("$by", by),
                ("$outcome", (int)PositionOutcome.Arrived),
                ("$signature", signature),
                ("$record", record),
                ("$attended", (int)attended),
                ("$shown", shown),
            ]
        );
    }

    /// <summary>The platform took the arrival: the name stands in the register.</summary>
    public void Settle(Seat seat, string name, string number)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run(
            $"UPDATE seats SET name = $name, number = $number {OfSeat}",
            [.. Of(seat.Key), ("$name", name), ("$number", number)]
        );
        Note(connection, seat.Key.Draw, seat.Key.K, seat.Key.Position, "arrived", "", seat.By);
        if (seat.Attended == AttendedState.Asked)
            Note(connection, seat.Key.Draw, seat.Key.K, seat.Key.Position, "attended", "", seat.By);
        transaction.Commit();
    }

    /// <summary>
    /// The desk says that it is another person than the one who attended; false where nothing was asked.
    /// </summary>
    public bool TryTell(SeatKey key, string reason, string by)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var changed = connection.Run(
            $"UPDATE seats SET attended = $another {OfSeat} AND name IS NOT NULL AND attended = $asked "
                + "AND outcome <> $avoids",
            [
                .. Of(key),
                ("$another", (int)AttendedState.Another),
                ("$asked", (int)AttendedState.Asked),
                ("$avoids", (int)PositionOutcome.Avoids),
            ]
        );
        if (changed == 0)
            return false;
        Note(connection, key.Draw, key.K, key.Position, "another", reason, by);
        transaction.Commit();
        return true;
    }

    /// <summary>The platform refused the arrival: nothing of the person stays.</summary>
    public void Withdraw(Seat seat, DoorReason why)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run($"DELETE FROM seats {OfSeat}", [.. Of(seat.Key)]);
        Note(connection, seat.Key.Draw, seat.Key.K, seat.Key.Position, "refused", why.ToString(), seat.By);
        transaction.Commit();
    }

    /// <summary>The platform has the record: its box goes.</summary>
    public void DropRecord(SeatKey key)
    {
        using var connection = file.Open();
        connection.Run($"UPDATE seats SET record = NULL {OfSeat}", [.. Of(key)]);
    }

    /// <summary>Why an arrival was taken back: the newest line of its position says so.</summary>
    public DoorReason WhyWithdrawn(SeatKey key)
    {
        using var connection = file.Open();
        var why = connection.Ask(
            "SELECT detail FROM entries WHERE draw = $draw AND k = $k AND position = $position AND act = 'refused' "
                + "ORDER BY number DESC LIMIT 1",
            ("$draw", key.Draw),
            ("$k", (long)key.K),
            ("$position", key.Position)
        );
        return Enum.TryParse<DoorReason>(why as string, out var reason) ? reason : DoorReason.AdmittedElsewhere;
    }

    /// <summary>
    /// The platform says that whoever is in has lost the seat; false where nobody is, or it is known.
    /// </summary>
    public bool TryUnseat(SeatKey key)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var changed = connection.Run(
            $"UPDATE seats SET unseated = 1 {OfSeat} AND unseated = 0 AND outcome <> $avoids",
            [.. Of(key), ("$avoids", (int)PositionOutcome.Avoids)]
        );
        if (changed == 0)
            return false;
        Note(connection, key.Draw, key.K, key.Position, "unseated", "", "");
        transaction.Commit();
        return true;
    }

    /// <summary>
    /// What happened after an arrival; false where the seat stands otherwise than expected. Whoever was unseated
    /// leaves, and that is all.
    /// </summary>
    public bool TrySay(
        SeatKey key,
        IReadOnlyList<PositionOutcome> from,
        PositionOutcome to,
        byte[] signature,
        string detail,
        string by
    )
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var outcomes = string.Join(", ", from.Select(outcome => (int)outcome));
        var changed = connection.Run(
            $"UPDATE seats SET outcome = $to {OfSeat} AND name IS NOT NULL AND outcome IN ({outcomes}) "
                + "AND (unseated = 0 OR $to = $left)",
            [.. Of(key), ("$to", (int)to), ("$left", (int)PositionOutcome.Left)]
        );
        if (changed == 0)
            return false;
        // Whoever avoids, or has lost the seat and leaves, before the name was told is named to nobody.
        if (to is PositionOutcome.Avoids or PositionOutcome.Left)
            connection.Run(
                $"UPDATE seats SET record = NULL {OfSeat} AND attended = $asked AND (unseated = 1 OR $to = $avoids)",
                [
                    .. Of(key),
                    ("$asked", (int)AttendedState.Asked),
                    ("$to", (int)to),
                    ("$avoids", (int)PositionOutcome.Avoids),
                ]
            );
        connection.Run(
            "INSERT INTO sayings (draw, root, k, position, outcome, signature) "
                + "VALUES ($draw, $root, $k, $position, $to, $signature)",
            [.. Of(key), ("$to", (int)to), ("$signature", signature)]
        );
        Note(connection, key.Draw, key.K, key.Position, WordOf(to), detail, by);
        transaction.Commit();
        return true;
    }

    public IReadOnlyList<Saying> Unsaid()
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT number, draw, root, k, position, outcome, signature FROM sayings WHERE told_at IS NULL "
                + "ORDER BY number",
            row => new Saying(
                row.GetInt64(0),
                new SeatKey(row.GetString(1), row.GetFieldValue<byte[]>(2), (uint)row.GetInt64(3), row.GetInt32(4)),
                (PositionOutcome)row.GetInt32(5),
                row.GetFieldValue<byte[]>(6)
            )
        );
    }

    public void Said(Saying saying, bool isTaken)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run(
            "UPDATE sayings SET told_at = $now, is_taken = $taken WHERE number = $number",
            ("$now", clock.Now),
            ("$taken", isTaken ? 1 : 0),
            ("$number", saying.Number)
        );
        if (!isTaken)
            Note(connection, saying.Key.Draw, saying.Key.K, saying.Key.Position, "refused", WordOf(saying.Outcome), "");
        transaction.Commit();
    }

    /// <summary>A line of the register.</summary>
    public void Note(string draw, uint k, int position, string act, string detail, string by)
    {
        using var connection = file.Open();
        Note(connection, draw, k, position, act, detail, by);
    }

    /// <summary>Lines of a draw, in order; at most so many of the newest.</summary>
    public IReadOnlyList<Entry> Entries(string draw, int most)
    {
        using var connection = file.Open();
        var newest = connection.List(
            "SELECT number, at, k, position, act, detail, by FROM entries WHERE draw = $draw "
                + "ORDER BY number DESC LIMIT $most",
            row => new Entry(
                row.GetInt64(0),
                row.GetInt64(1),
                (uint)row.GetInt64(2),
                row.GetInt32(3),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6)
            ),
            ("$draw", draw),
            ("$most", most)
        );
        newest.Reverse();
        return newest;
    }

    /// <summary>Notes a try as a wrong one, before anything is opened with it; its number takes it back.</summary>
    public long Try(string draw, int position, string desk)
    {
        using var connection = file.Open();
        return (long)
            connection.Ask(
                "INSERT INTO tries (at, draw, position, desk) VALUES ($now, $draw, $position, $desk) RETURNING number",
                ("$now", clock.Now),
                ("$draw", draw),
                ("$position", position),
                ("$desk", desk)
            )!;
    }

    public void TakeBack(long attempt)
    {
        using var connection = file.Open();
        connection.Run("DELETE FROM tries WHERE number = $number", ("$number", attempt));
    }

    /// <summary>Wrong tries of the last minutes: for a position, and at a desk.</summary>
    public (int Position, int Desk) Tries(string draw, int position, string desk)
    {
        using var connection = file.Open();
        return connection
            .List(
                "SELECT COUNT(*) FILTER (WHERE draw = $draw AND position = $position), "
                    + "COUNT(*) FILTER (WHERE desk = $desk) FROM tries WHERE at > $from",
                row => (row.GetInt32(0), row.GetInt32(1)),
                ("$draw", draw),
                ("$position", position),
                ("$desk", desk),
                ("$from", clock.Now - TriesMicros)
            )
            .Single();
    }

    private const string SelectSeats =
        "SELECT draw, root, k, position, at, outcome, signature, name, number, record, by, attended, unseated, "
        + "shown FROM seats";

    private static string WordOf(PositionOutcome outcome) =>
        outcome switch
        {
            PositionOutcome.Avoids => "avoids",
            PositionOutcome.Left => "left",
            PositionOutcome.Back => "back",
            _ => "arrived",
        };

    /// <summary>The same within a change that is written together with it.</summary>
    internal void Note(
        SqliteConnection connection,
        string draw,
        uint k,
        int position,
        string act,
        string detail,
        string by
    ) =>
        connection.Run(
            "INSERT INTO entries (at, draw, k, position, act, detail, by) "
                + "VALUES ($now, $draw, $k, $position, $act, $detail, $by)",
            ("$now", clock.Now),
            ("$draw", draw),
            ("$k", (long)k),
            ("$position", position),
            ("$act", act),
            ("$detail", detail),
            ("$by", by)
        );

    private static (string, object?)[] Of(SeatKey key) =>
        [("$draw", key.Draw), ("$root", key.Root), ("$k", (long)key.K), ("$position", key.Position)];

    private static KeptDraw ReadDraw(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetFieldValue<byte[]>(1),
            (uint)row.GetInt64(2),
            row.GetString(3),
            row.GetInt64(4),
            row.GetString(5),
            row.GetString(6),
            row.GetFieldValue<byte[]>(7)
        );

    private static Seat ReadSeat(SqliteDataReader row) =>
        new(
            new SeatKey(row.GetString(0), row.GetFieldValue<byte[]>(1), (uint)row.GetInt64(2), row.GetInt32(3)),
            row.GetInt64(4),
            (PositionOutcome)row.GetInt32(5),
            row.GetFieldValue<byte[]>(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
            row.GetString(10),
            (AttendedState)row.GetInt32(11),
            row.GetBoolean(12),
            row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13)
        );
}
