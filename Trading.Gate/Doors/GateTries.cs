namespace Trading.Gate.Doors;

/// <summary>When somebody at the door, or a desk, has tried too often. Source: docs/spec/gate.md.</summary>
internal static class GateTries
{
    /// <summary>Whether the limit of the position, or that of the desk, is reached.</summary>
    public static bool IsTried(this GateStore store, SeatKey key, string desk) =>
        store.Tries(key.Draw, key.Position, desk) is var (ofPosition, ofDesk)
        && (ofPosition >= GateLimits.TriesOfPosition || ofDesk >= GateLimits.TriesOfDesk);
}
