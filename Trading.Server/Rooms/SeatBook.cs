using System.Globalization;
using Trading.Rooms.Rooms;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>Who sits in rooms, from their states: nothing of it is kept anywhere else.</summary>
public sealed class SeatBook(RoomDesks desks, Clock clock) : ISeatBook
{
    /// <inheritdoc/>
    public async ValueTask<SeatHolder?> FindAsync(string room, Func<byte[], bool> isKey)
    {
        if (await desks.FindAsync(room) is not { } state)
            return null;
        foreach (var (seat, member) in state.Last().Committee.Members)
            if (clock.Now <= member.Until && isKey(member.Key))
                return new SeatHolder(NameOf(room, seat), member.Key);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasGoneAsync(string room, Func<byte[], bool> isKey) =>
        await desks.FindAsync(room) is { } state
        && state.Last().Committee is var committee
        && (committee.Former.Exists(key => isKey(key)) || committee.Members.Values.Any(member => isKey(member.Key)));

    /// <inheritdoc/>
    public async ValueTask<SeatHolder?> FindBidAsync(string room, string bid, Func<byte[], bool> isKey) =>
        await desks.FindAsync(room) is { } state && state.Facts.Start.Find(bid)?.Keys.FirstOrDefault(isKey) is { } key
            ? new SeatHolder($"{room}.{bid}", key)
            : null;

    /// <inheritdoc/>
    public async ValueTask<bool> SitsAsync(string name, byte[] key) =>
        name.Split('.') is [var room, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seat)
        && await desks.FindAsync(room) is { } state
        && state.Last().Committee.Members.GetValueOrDefault(seat) is { } member
        && clock.Now <= member.Until
        && RoomStates.IsKey(member.Key, key);

    private static string NameOf(string room, int seat) =>
        string.Create(CultureInfo.InvariantCulture, $"{room}.{seat}");
}
