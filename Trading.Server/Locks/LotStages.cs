using System.Collections.Immutable;
using Trading.Locks.Sources;
using Trading.Opening;

namespace Trading.Server.Locks;

/// <summary>
/// The opening's lots as sources of locks: what trustees are asked about them follows from their phase.
/// </summary>
internal static class LotStages
{
    /// <summary>
    /// The stage of a lot's lock; <paramref name="revoked"/> holds the signed withdrawals of what was revoked.
    /// </summary>
    public static LockStage Of(Lot lot, IReadOnlyList<byte[]> revoked) =>
        lot switch
        {
            Lot.Ceremony => new LockStage.Making(lot.Policy),
            Lot.Intake l => new LockStage.Taking(lot.Policy, l.Lock.CertifiedAt, l.Lock.Certificate),
            Lot.Frozen l => FrozenOf(lot, l.Freeze),
            Lot.Releasing l => new LockStage.Releasing(FrozenOf(lot, l.Freeze), l.Partials.Keys.ToHashSet(), revoked),
            Lot.Opened l => new LockStage.Releasing(FrozenOf(lot, l.Freeze), l.Partials.Keys.ToHashSet(), revoked),
            _ => new LockStage.Over(lot.Policy),
        };

    /// <summary>
    /// Whether the trustee holds its share, as far as the platform was told. From the freeze on it must be there: one
    /// that lost it refuses, which does no harm.
    /// </summary>
    public static bool IsLocked(Lot lot, int number, LotRelay relay) =>
        number > 0
        && lot switch
        {
            Lot.Ceremony or Lot.Failed { Cause: LotFailure.NoLock } => false,
            Lot.Intake => relay.Locked.Contains(number),
            _ => true,
        };

    private static LockStage.Frozen FrozenOf(Lot lot, FreezeFacts freeze) =>
        new(
            lot.Policy,
            freeze.TreeSize,
            freeze.Cosignatures.ToImmutableSortedDictionary(c => c.Key, c => c.Value.Cosignature),
            [.. freeze.Orders.Values.Select(o => o.Act)]
        );
}
