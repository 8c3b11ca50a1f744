using System.Globalization;
using Trading.Documents;
using Trading.Gate.Doors;

namespace Trading.Gate.Register;

/// <summary>
/// The entry register as a document: a function of what the store holds, and of nothing else, so that the same register
/// is the same file. It names those who arrived, and nobody else.
/// </summary>
internal static class RegisterDocument
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static byte[] Print(KeptDraw draw, IReadOnlyList<Seat> seats, IReadOnlyList<Entry> entries, bool isChinese)
    {
        var words = RegisterWords.Of(isChinese, draw.IsProcurement);
        var names = seats.ToDictionary(seat => seat.Key.Position, seat => seat.Name!);
        Block[] blocks =
        [
            new Heading(0, words.Title),
            new Grid([
                new Pair(words.Draw, draw.Draw),
                new Pair(words.Count, (draw.K + 1).ToString(CultureInfo.InvariantCulture)),
                new Pair(words.Place, draw.Place),
                new Pair(words.RoomAt, TimeOf(draw.RoomAt)),
                new Pair(words.Root, Convert.ToHexStringLower(draw.Root)),
                .. draw.System.Length == 0
                    ? Array.Empty<Pair>()
                    : [new Pair(words.System, $"{draw.System} · {words.Unverified}")],
            ]),
            new Heading(1, words.Members),
            MembersOf(seats, words),
            new Heading(1, words.Entries),
            EntriesOf(entries, names, draw.K, words),
        ];
        return PdfWriter.Write(
            new Document($"{words.Title} {draw.Draw[..8]}", words.Language, blocks)
            {
                IsArchival = true,
                Footer = new("", words.Footer, draw.Draw[..8]),
            },
            RegisterFonts.Embedded
        );
    }

    private static Table MembersOf(IReadOnlyList<Seat> seats, RegisterWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(18)), Column.Share(3), Column.Share(3), Column.Share(4), Column.Share(3)],
            [
                .. seats.Select(seat =>
                    Row.Of(
                        PositionOf(seat.Key.Position, words),
                        seat.Name!,
                        seat.Number!,
                        TimeOf(seat.At),
                        words.Acts[seat.IsUnseated ? "unseated" : WordOf(seat.Outcome)]
                    )
                ),
            ]
        )
        {
            Head = [Row.Of(words.Position, words.Name, words.Number, words.Arrived, words.State)],
            Empty = words.Nobody,
        };

    private static Table EntriesOf(
        IReadOnlyList<Entry> entries,
        Dictionary<int, string> names,
        uint k,
        RegisterWords words
    ) =>
        new(
            [
                Column.Fixed(Length.Millimetres(38)),
                Column.Fixed(Length.Millimetres(18)),
                Column.Share(3),
                Column.Share(3),
                Column.Share(6),
                Column.Share(3),
            ],
            [
                .. entries.Select(entry =>
                    Row.Of(
                        TimeOf(entry.At),
                        PositionOf(entry.Position, words),
                        IsNamed(entry, k) ? names.GetValueOrDefault(entry.Position, "") : "",
                        words.Acts.GetValueOrDefault(entry.Act, entry.Act),
                        DetailOf(entry.Detail, words),
                        entry.By
                    )
                ),
            ]
        )
        {
            Head = [Row.Of(words.Time, words.Position, words.Name, words.Act, words.Detail, words.Desk)],
            Empty = words.Nobody,
            Small = true,
        };

    // Who stands at the door, or is sent away, is not yet known to be whose digits they said.
    private static bool IsNamed(Entry entry, uint k) =>
        (entry.K == k || PersonSeat.IsPerson(entry.Position)) && entry.Act is not ("presented" or "refused");

    internal static string DetailOf(string detail, RegisterWords words) =>
        KeyDetail.Read(detail)?.In(words.Key) ?? words.Details.GetValueOrDefault(detail, detail);

    private static string WordOf(PositionOutcome outcome) =>
        outcome switch
        {
            PositionOutcome.Avoids => "avoids",
            PositionOutcome.Left => "left",
            PositionOutcome.Back => "back",
            _ => "arrived",
        };

    private static string PositionOf(int position, RegisterWords words) =>
        position switch
        {
            < 0 => "",
            >= PersonSeat.FirstExpert => $"{words.Expert} {position - PersonSeat.FirstExpert + 1}",
            >= PersonSeat.FirstBuyer => $"{words.Buyer} {position - PersonSeat.FirstBuyer + 1}",
            _ => position.ToString("D4", CultureInfo.InvariantCulture),
        };

    private static string TimeOf(long micros) =>
        DateTimeOffset
            .UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            .ToOffset(Beijing)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
