using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>What a lock is for; one lock has one purpose (docs/spec/policy.md).</summary>
public enum LockPurpose : byte
{
    /// <summary>All sections of a bid.</summary>
    Open = 0,

    /// <summary>The technical envelope of two.</summary>
    OpenTechnical = 1,

    /// <summary>The price envelope of two.</summary>
    OpenPrice = 2,

    /// <summary>The beacon of an expert draw.</summary>
    Draw = 3,

    /// <summary>Experts' names.</summary>
    Names = 4,

    /// <summary>Experts' phone numbers.</summary>
    Contact = 5,
}

/// <summary>Who holds the trustees' machines. Printed on every screen, record and verdict.</summary>
public enum Custody : byte
{
    /// <summary>Each trustee has its own machine and operator.</summary>
    Independent = 0,

    /// <summary>All trustees run on one machine: nobody is protected against whoever is root there.</summary>
    Single = 1,
}

/// <summary>Whether bidders add a secret of their own.</summary>
public enum SecondSecret : byte
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>Each bidder chooses.</summary>
    Optional = 1,

    /// <summary>Every envelope has one.</summary>
    Required = 2,
}

/// <summary>What becomes of the ciphertexts of the key ceremony.</summary>
public enum CeremonyFate : byte
{
    /// <summary>Destroyed once the lock is certified: a stolen static key re-derives nothing.</summary>
    Destroy = 0,

    /// <summary>Kept, so that a lost share can be recovered.</summary>
    Keep = 1,
}

/// <summary>One trustee as the policy names it.</summary>
/// <param name="Name">Its name in the trust file.</param>
/// <param name="StaticKey">Pᵢ, 65 bytes: the ceremony's key.</param>
/// <param name="SigningKey">65 bytes: notes, messages and partial openings are signed with it.</param>
public sealed record PolicyTrustee(string Name, byte[] StaticKey, byte[] SigningKey);

/// <summary>
/// From <paramref name="SecondsBefore"/> seconds before the deadline on, a tick every <paramref name="PeriodSeconds"/>
/// seconds.
/// </summary>
/// <param name="SecondsBefore">Start of the stretch, seconds before t_close; stretches are ordered, latest
/// last.</param>
/// <param name="PeriodSeconds">1 to 3,600.</param>
public sealed record TickPeriod(uint SecondsBefore, uint PeriodSeconds);

/// <summary>Keys of roles that a policy may name; null where the purpose has no use for one.</summary>
/// <param name="Custodian">The pool custodian's key.</param>
/// <param name="Gateway">The phone gateway's key.</param>
/// <param name="Gate">The arrival gate's key.</param>
/// <param name="Host">The host's key.</param>
/// <param name="Supervisor">The supervisor's key.</param>
public sealed record PolicyRoles(byte[]? Custodian, byte[]? Gateway, byte[]? Gate, byte[]? Host, byte[]? Supervisor);

/// <summary>
/// Everything that trustees agree to when they make a lock; fixed by its canonical bytes, whose hash runs through the
/// ceremony, the lock certificate and every envelope. Source: docs/spec/policy.md.
/// </summary>
public sealed record LockPolicy
{
    /// <summary>
    /// Version of the form, 1 or 2; which rules hold under each says docs/spec/policy.md, "Versions". New locks are
    /// made under <see cref="LockPolicyCodec.Newest"/>.
    /// </summary>
    public byte Version { get; init; } = LockPolicyCodec.Newest;

    /// <summary>
    /// How the ticks of this lot's intake hold entries: it follows from the version alone. Source: docs/spec/policy.md,
    /// "Versions".
    /// </summary>
    public SlotForm SlotForm => Version == LockPolicyCodec.First ? SlotForm.Dense : SlotForm.Sparse;

    /// <summary>The session, 32 lower-case hexadecimal digits.</summary>
    public required string Session { get; init; }

    /// <summary>The lot's id within the session: 1 to 16 of a–z, 0–9 and '-'.</summary>
    public required string Lot { get; init; }

    /// <summary>What the lock is for.</summary>
    public required LockPurpose Purpose { get; init; }

    /// <summary>Suite number, see <see cref="Trading.Crypto.Suite.Find"/>.</summary>
    public required ushort Suite { get; init; }

    /// <summary>t: how many trustees open; 2t &gt; n.</summary>
    public required byte Threshold { get; init; }

    /// <summary>The n trustees in the ceremony's order; index i is participant i + 1.</summary>
    public required IReadOnlyList<PolicyTrustee> Trustees { get; init; }

    /// <summary>The platform's signing key, 65 bytes: checkpoints and acknowledgements.</summary>
    public required byte[] PlatformKey { get; init; }

    /// <summary>Who holds the trustees' machines.</summary>
    public required Custody Custody { get; init; }

    /// <summary>Deadline, UTC microseconds: an arrival at this instant is in.</summary>
    public required long CloseAt { get; init; }

    /// <summary>Earliest release, UTC microseconds; equal to <see cref="CloseAt"/> except for names.</summary>
    public required long OpenAt { get; init; }

    /// <summary>Time of the draw, UTC microseconds; 0 where the purpose has none.</summary>
    public long DrawAt { get; init; }

    /// <summary>When the intake tree grows.</summary>
    public required IReadOnlyList<TickPeriod> Ticks { get; init; }

    /// <summary>Plaintext bytes of section 0 for every envelope: 4,096, 16,384 or 65,536.</summary>
    public required uint RecordSizeBytes { get; init; }

    /// <summary>Whether bidders add a secret of their own.</summary>
    public required SecondSecret SecondSecret { get; init; }

    /// <summary>Seconds after t_close in which second secrets are taken; 0 without them.</summary>
    public required uint WindowSeconds { get; init; }

    /// <summary>Fewer live submissions than this are never opened (3 by law).</summary>
    public required byte Quorum { get; init; }

    /// <summary>What becomes of the ceremony's ciphertexts.</summary>
    public required CeremonyFate CeremonyFate { get; init; }

    /// <summary>A rehearsal; printed in every verdict.</summary>
    public required bool Drill { get; init; }

    /// <summary>Keys of roles.</summary>
    public required PolicyRoles Roles { get; init; }

    /// <summary>32 bytes: hash of the session's terms (title, lots, rule pack), opaque to trustees.</summary>
    public required byte[] TermsHash { get; init; }

    /// <summary>
    /// The number of the trustee that signs with this key (65 bytes), 1 to n; 0 where the policy names none.
    /// </summary>
    public int NumberOf(ReadOnlySpan<byte> signingKey)
    {
        for (var i = 0; i < Trustees.Count; i++)
            if (signingKey.SequenceEqual(Trustees[i].SigningKey))
                return i + 1;
        return 0;
    }

    /// <summary>
    /// What the key ceremony under this policy is bound to: suite, threshold, static keys in their order and the hash
    /// of the canonical bytes. A policy with a <see cref="PolicyProblem"/> is an <see cref="ArgumentException"/>.
    /// </summary>
    public CeremonyParameters CeremonyParameters()
    {
        var bytes = LockPolicyCodec.ToBytes(this);
        var suite = Trading.Crypto.Suite.Find(Suite)!;
        return new CeremonyParameters(
            suite,
            Threshold,
            [.. Trustees.Select(t => Point(suite, t.StaticKey))],
            LockPolicyCodec.Hash(suite, bytes)
        );
    }

    // Valid policies hold points only.
    private static Point Point(Suite suite, byte[] key) =>
        suite.Group.TryDecode(key, out var point) ? point : throw new ArgumentException("A static key is no point.");
}
