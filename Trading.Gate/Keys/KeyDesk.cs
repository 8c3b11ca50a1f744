using Trading.Gate.Doors;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Gate.Keys;

/// <summary>
/// Certifies the key of the browser at a seat for the person who sits there: whoever arrived says the number that the
/// seat's screen shows, and the desk types it. Source: docs/spec/gate.md, "Keys of seats".
/// </summary>
public sealed class KeyDesk(
    OfficeClient platform,
    SeatingRooms rooms,
    GateStore register,
    KeyStore keys,
    KeySettlement settlement,
    GatePlace place,
    Clock clock,
    ILogger<KeyDesk> logger
)
{
    private const long DayMicros = 86_400 * 1_000_000L;
    private const long BeijingMicros = 8 * 3_600 * 1_000_000L;

    /// <summary>Certifies; null and why where it does not.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="position">The person, as the draw calls the seat.</param>
    /// <param name="typed">The number, blanks and hyphens in it.</param>
    /// <param name="by">The desk.</param>
    public async Task<(CertifiedKey? Key, DoorReason? Refused)> CertifyAsync(
        KeptDraw draw,
        int position,
        string typed,
        string by
    )
    {
        if (!place.IsHere(draw.Place))
            return (null, DoorReason.WrongPlace);
        if (NumberOf(typed) is not { } number)
            return (null, DoorReason.MalformedNumber);
        var at = draw.Seat(position);
        if (register.FindSeat(at) is not { IsInside: true })
            return (null, DoorReason.NotInside);
        if (register.IsTried(at, by))
            return Refuse(at, DoorReason.TooManyTries, by);
        var open = rooms.Of(draw);
        if (open.Count == 0)
            return (null, DoorReason.NoRoom);
        if (open.FirstOrDefault(room => room.Waiting.ContainsKey(number)) is not { } room)
        {
            // Who tries numbers would have another's browser certified.
            register.Try(at.Draw, at.Position, by);
            return Refuse(at, rooms.Knows(number) ? DoorReason.OtherRoom : DoorReason.WrongNumber, by);
        }
        if (room.SeatOf(position) is not { } seat)
            return Refuse(at, DoorReason.NotInRoom, by);
        return await CertifyAsync(at, room, seat, room.Waiting[number], number, by);
    }

    private async Task<(CertifiedKey?, DoorReason?)> CertifyAsync(
        SeatKey at,
        SeatingRoom room,
        int seat,
        byte[] key,
        string number,
        string by
    )
    {
        var (id, isTaken) = (room.Start.Room, room.Taken.Contains(seat));
        var kept = keys.Find(id, seat, key);
        if (isTaken && kept is { IsTold: true, Refusal: null })
            return (kept, null);
        if (isTaken || keys.Untold().Any(k => k.Room == id && k.Seat == seat && !k.Key.AsSpan().SequenceEqual(key)))
            return Refuse(at, DoorReason.SeatHasKey, by);
        var shown = KeyDetail.Of(id, seat, Grouped(number));
        kept = keys.Keep(at, id, seat, key, kept is null ? Sign(room.Start, seat, key) : Again(kept), shown, by);
        try
        {
            await settlement.SettleAsync(CancellationToken.None);
        }
        catch (Exception away) when (away is PlatformException or HttpRequestException or OperationCanceledException)
        {
            // It stands in the store, and is said as soon as the platform is there.
            logger.LogWarning("Draw {Draw}: the key of a seat is told later", at.Draw);
        }
        return keys.Find(id, seat, key) is { Refusal: null } said ? (said, null) : (null, DoorReason.KeyRefused);
    }

    private SignedKey Sign(RoomStart start, int seat, byte[] key)
    {
        var until = Math.Min(UntilOf(Math.Max(start.EndsAt, clock.Now)), StreamTimes.Latest);
        var role = start.Seats[seat - 1].Role;
        var certificate = new SeatCertificate(start.Room, seat, role, key, until).ToBytes();
        return new SignedKey(certificate, platform.Self.SigningKey.Sign(Tags.RoomSeat, certificate));
    }

    private static SignedKey Again(CertifiedKey kept) => new(kept.Certificate, kept.Signature);

    // The last instant of the day in Beijing, and some days for what is extended, stopped or looked at again.
    private static long UntilOf(long ends)
    {
        var day = (ends + BeijingMicros) / DayMicros * DayMicros - BeijingMicros;
        return day + (1 + GateLimits.KeyDays) * DayMicros - 1;
    }

    private (CertifiedKey?, DoorReason?) Refuse(SeatKey at, DoorReason reason, string by)
    {
        register.Note(at.Draw, at.K, at.Position, "key-refused", reason.ToString(), by);
        return (null, reason);
    }

    private static string Grouped(string number) => $"{number[..4]} {number[4..7]} {number[7..]}";

    private static string? NumberOf(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.Length == KeyNumber.Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
