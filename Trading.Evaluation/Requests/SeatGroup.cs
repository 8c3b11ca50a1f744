using Trading.Evaluation.Pool;

namespace Trading.Evaluation.Requests;

/// <summary>Seats of one kind: whoever has one of the specialities and at least the title may take one.</summary>
/// <param name="Specialities">1–16 different codes; one that is short holds all that stand under it.</param>
/// <param name="Least">The lowest title that will do.</param>
/// <param name="Seats">1 and up.</param>
public sealed record SeatGroup(IReadOnlyList<string> Specialities, ExpertLevel Least, int Seats)
{
    /// <summary>Whether an expert may take such a seat.</summary>
    public bool Fits(Expert expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        if (expert.Level < Least)
            return false;
        foreach (var code in expert.Specialities)
        foreach (var group in Specialities)
            if (Speciality.Holds(group, code))
                return true;
        return false;
    }
}

/// <summary>
/// A representative whom the buyer names: a seat that is not drawn. The name stays with the buyer until the arrival.
/// </summary>
/// <param name="Person">Hash of the person (<see cref="PersonHash"/>), 32 bytes.</param>
/// <param name="Unit">Credit code of the person's unit.</param>
public sealed record BuyerSeat(byte[] Person, string Unit);
