using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>Whose key signs what. Source: docs/spec/room.md, "Acts".</summary>
internal static class Signers
{
    /// <summary>Why a member's paper does not hold, or null.</summary>
    public static Refusal? OfSeat(Room.Sitting state, int seat, RoomSigned signed, string tag, long now)
    {
        if (!state.Facts.Start.HasSeat(seat))
            return RoomNo.NotFound("There is no such seat.");
        if (!state.Committee.Members.TryGetValue(seat, out var member))
            return RoomNo.NotAllowed(state.Facts.Pack.Rules.Seats, "Nobody sits there.", "take-the-seat");
        if (!signed.Holds(state.Facts.Suite, member.Key, tag))
            return RoomNo.BadSignature("It is not signed with the key of the seat.");
        return now <= member.Until ? null : RoomNo.BadSignature("The gate's certificate for the key has ended.");
    }

    /// <summary>Why an act does not hold, or null.</summary>
    public static Refusal? Of(Room.Started state, RoomAct act, RoomSigned signed, long now)
    {
        var start = state.Facts.Start;
        if (act.Signer > 0)
            return state is Room.Sitting sitting
                ? OfSeat(sitting, act.Signer, signed, Tags.RoomAct, now)
                : RoomNo.WrongPhase(state);
        IReadOnlyList<byte[]>? keys = act.By switch
        {
            RoomAct.Host => [start.Host],
            RoomAct.Supervisor => [start.Supervisor],
            _ => start.Find(act.SigningBid!)?.Keys,
        };
        if (keys is null)
            return RoomNo.NotFound("There is no such bid.");
        return keys.Any(key => signed.Holds(state.Facts.Suite, key, Tags.RoomAct))
            ? null
            : RoomNo.BadSignature("It is not signed with a key of whom it names.");
    }

    /// <summary>Whether an act of that kind is this signer's, whatever the room is at.</summary>
    public static bool MaySign(RoomAct act) =>
        act.Kind switch
        {
            RoomActKind.Qualify or RoomActKind.Draft or RoomActKind.Name => act.By == RoomAct.Host,
            RoomActKind.Resume or RoomActKind.Abandon or RoomActKind.Again => act.By == RoomAct.Supervisor,
            RoomActKind.Unseat or RoomActKind.Stop => act.By is RoomAct.Host or RoomAct.Supervisor,
            RoomActKind.Answer => act.SigningBid is not null,
            _ => act.Signer > 0,
        };
}
