using Trading.Rooms.Starts;

namespace Trading.Rooms.Counts;

/// <summary>
/// What a count says of one bid: what its bidder is told, and can prove, without a word about the others. Source:
/// docs/spec/room.md, "Count".
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Revision">Number of the count, from 0.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Rank">1 and up; 0 for none.</param>
/// <param name="Price">F of the price, canonical text; empty, as all figures, of a bid that was not scored.</param>
/// <param name="Technical">Points of the other criteria.</param>
/// <param name="Total">The total, exact.</param>
/// <param name="Rounded">The total as it is printed.</param>
/// <param name="Reason">Why it is no candidate, as scoring spells it; empty of a candidate.</param>
/// <param name="Ground">Of a rejection, its ground's word; else empty.</param>
/// <param name="Text">Of a rejection, the committee's words.</param>
/// <param name="Rule">Rule id of the reason.</param>
public sealed record RoomLine(
    string Room,
    int Revision,
    string Bid,
    int Rank,
    string Price,
    string Technical,
    string Total,
    string Rounded,
    string Reason,
    string Ground,
    string Text,
    string Rule
)
{
    // Exact fractions of many members are long; a line of more is none.
    private const int MostBytes = 65_536;

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .Fixed(Convert.FromHexString(Room))
            .U32((uint)Revision)
            .Text(Bid)
            .U32((uint)Rank)
            .Text(Price)
            .Text(Technical)
            .Text(Total)
            .Text(Rounded)
            .Text(Reason)
            .Text(Ground)
            .Text(Text)
            .Text(Rule)
            .ToArray();

    /// <summary>Reads a line; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out RoomLine line)
    {
        line = null!;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new RoomLine(
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                (int)reader.U32(),
                reader.Text(Names.IdDigits),
                (int)reader.U32(),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes),
                reader.Text(MostBytes)
            );
            reader.End();
            line = parsed;
            return Names.IsSubmission(parsed.Bid) && parsed is { Revision: >= 0, Rank: >= 0 };
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>The lines of a count: one for each bid, in the start's order.</summary>
    public static IReadOnlyList<RoomLine> Of(RoomStart start, int revision, Counted counted)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(counted);
        var rows = counted.Rows.ToDictionary(r => r.Bid, StringComparer.Ordinal);
        var reasons = counted.Reasons.ToDictionary(r => r.Bid, StringComparer.Ordinal);
        return [.. start.Bids.Select(b => Of(start.Room, revision, b.Id, rows, reasons))];
    }

    private static RoomLine Of(
        string room,
        int revision,
        string bid,
        Dictionary<string, CountedRow> rows,
        Dictionary<string, CountedReason> reasons
    )
    {
        var (row, why) = (rows.GetValueOrDefault(bid), reasons.GetValueOrDefault(bid));
        return new RoomLine(
            room,
            revision,
            bid,
            row?.Rank ?? 0,
            row?.Price ?? "",
            row?.Technical ?? "",
            row?.Total ?? "",
            row?.Rounded ?? "",
            why?.Reason ?? "",
            why?.Ground ?? "",
            why?.Text ?? "",
            why?.Rule ?? ""
        );
    }
}
