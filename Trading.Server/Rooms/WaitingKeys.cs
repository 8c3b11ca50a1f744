using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;

namespace Trading.Server.Rooms;

/// <summary>A key that waits at a seat until the gate certifies it.</summary>
public sealed record WaitingKey(string Number, byte[] Key);

/// <summary>
/// Keys of browsers at seats. They wait in memory alone: a lost one is sent again, and has the same number. Anybody may
/// bring one, so a room holds few, and one address at most half of them.
/// </summary>
public sealed class WaitingKeys(RoomDesks desks, IEventLog log, Suite suite, Clock clock)
{
    /// <summary>The most keys that wait in one room.</summary>
    public const int MostOfRoom = 64;

    /// <summary>How long a key waits.</summary>
    public const long WaitMicros = 30 * 60_000_000L;

    private const int MostOfAddress = MostOfRoom / 2;
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<string, Dictionary<string, Held>> rooms = new(StringComparer.Ordinal);

    /// <summary>Takes a key, or finds that it waits already: its number, and until when.</summary>
    public (string Number, long ExpiresAt, Refusal? Refusal) Put(string room, byte[] key, string address)
    {
        if (!suite.Group.TryDecode(key, out _))
            return ("", 0, OwnStarts.No(Reason.Malformed, "The key is no point of the suite's group."));
        var number = KeyNumber.Of(suite, room, key);
        var held = rooms.GetOrAdd(room, _ => new(StringComparer.Ordinal));
        lock (held)
        {
            foreach (var over in held.Where(h => h.Value.ExpiresAt <= clock.Now).Select(h => h.Key).ToList())
                held.Remove(over);
            if (held.TryGetValue(number, out var same) && !same.Key.AsSpan().SequenceEqual(key))
                return (
                    "",
                    0,
                    OwnStarts.No(Reason.Conflict, "Another key that waits has this number: make a new one.")
                );
            if (same is null && IsFull(held, address))
                return (
                    "",
                    0,
                    new Refusal(Reason.LimitReached, "spec:limits", "Too many keys wait in this room.", "wait")
                );
            held[number] = new Held(key, address, clock.Now + WaitMicros);
            return (number, held[number].ExpiresAt, null);
        }
    }

    /// <summary>Keys that wait in a room and sit nowhere yet, by their numbers.</summary>
    public IReadOnlyList<WaitingKey> Of(Room.Started state)
    {
        if (!rooms.TryGetValue(state.Facts.Id, out var held))
            return [];
        lock (held)
            return
            [
                .. held.Where(h => h.Value.ExpiresAt > clock.Now && state.SeatOf(h.Value.Key) == 0)
                    .OrderBy(h => h.Key, StringComparer.Ordinal)
                    .Select(h => new WaitingKey(h.Key, h.Value.Key)),
            ];
    }

    /// <summary>
    /// A key by its number, with its certificate once somebody sits with it: that one is found in the room, so a
    /// restart loses nothing that the gate has signed.
    /// </summary>
    public async Task<SeatKeyAnswer?> FindAsync(string room, string number)
    {
        if (await desks.FindAsync(room) is not { } state)
            return null;
        foreach (var member in state.Last().Committee.Members.Values)
            if (KeyNumber.Of(suite, room, member.Key) == number)
                return await CertifiedAsync(room, member.Key);
        return Of(state).FirstOrDefault(w => w.Number == number) is { } waiting
            ? new SeatKeyAnswer(waiting.Key, null, null)
            : null;
    }

    private static bool IsFull(Dictionary<string, Held> held, string address) =>
        held.Count >= MostOfRoom || held.Values.Count(h => h.Address == address) >= MostOfAddress;

    private async Task<SeatKeyAnswer?> CertifiedAsync(string room, byte[] key)
    {
        SeatKeyAnswer? found = null;
        var stream = Names.SupervisedStream(room);
        long at = 0;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, at, PageEvents)).Count > 0;
            at += page.Count
        )
            foreach (var stored in page.Where(e => e.Type == nameof(SeatTaken)))
                if (
                    RoomCodec.Table.Decode(stored.Type, stored.Bytes) is SeatTaken taken
                    && SeatCertificate.TryParse(taken.Certificate, out var seat)
                    && RoomStates.IsKey(seat.Key, key)
                )
                    found = new SeatKeyAnswer(key, taken.Certificate, taken.Signature);
        return found;
    }

    private sealed record Held(byte[] Key, string Address, long ExpiresAt);
}
