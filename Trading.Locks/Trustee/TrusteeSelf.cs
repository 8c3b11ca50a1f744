using System.Text;
using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>Who this trustee is: its name and two keys as its own trust file has them, and whom it trusts.</summary>
/// <param name="Name">Its name in the trust file.</param>
/// <param name="SigningKey">Signs messages, cosignatures and attestations.</param>
/// <param name="StaticKey">The secret behind Pᵢ, for the key ceremony alone.</param>
/// <param name="Trust">Obtained outside the platform.</param>
/// <param name="ClockIsOffset">Whether its clock was set off on purpose; only rehearsals are served then.</param>
public sealed record TrusteeSelf(
    string Name,
    SigningKey SigningKey,
    Scalar StaticKey,
    TrustFile Trust,
    bool ClockIsOffset
)
{
    /// <summary>What it opens, purpose by purpose.</summary>
    public IReadOnlyList<ILockRule> Rules { get; init; } = [new BidListRule()];

    /// <summary>Its rule for a purpose, or null where it has none.</summary>
    public ILockRule? RuleFor(LockPurpose purpose) => Rules.FirstOrDefault(r => r.Purposes.Contains(purpose));

    /// <summary>The number of this trustee in a policy, 1 to n, or 0 when it is not named.</summary>
    public int NumberIn(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        for (var i = 0; i < policy.Trustees.Count; i++)
        {
            var named = policy.Trustees[i];
            if (named.Name == Name && named.SigningKey.AsSpan().SequenceEqual(SigningKey.PublicPoint))
                return i + 1;
        }
        return 0;
    }

    internal TrusteeMessage Say(TrusteeMessageKind kind, string session, string lot, byte[] body) =>
        new(
            kind,
            session,
            lot,
            body,
            SigningKey.Sign(Tags.TrusteeMessage, TrusteeMessage.Signed(kind, session, lot, body))
        );

    /// <summary>The own cosignature of a checkpoint's text as one line with its end of line.</summary>
    internal string Cosign(Suite suite, string text, long now)
    {
        var key = new NoteKey(suite, Name, SigningKey.PublicPoint, NoteKeyKind.Cosignature);
        return Cosignature.Sign(text, key, SigningKey, now / TrusteeRules.SecondMicros) + "\n";
    }
}

/// <summary>The limits of time that a trustee keeps. Source: docs/spec/trustee.md, "Time".</summary>
public static class TrusteeRules
{
    /// <summary>What clocks may differ, microseconds.</summary>
    public const long ToleranceMicros = HeadTimes.ToleranceMicros;

    /// <summary>After t_close the platform has this long to drain, microseconds: its only slack.</summary>
    public const long DrainMicros = TickSchedule.DrainLimitMicros;

    /// <summary>How long a question about the time waits before a new one is asked, microseconds.</summary>
    public const long AskAgainMicros = 3 * SecondMicros;

    /// <summary>
    /// How long an attested clock is good for a release, microseconds; then the others are asked again.
    /// </summary>
    public const long AttestedLifeMicros = 60 * SecondMicros;

    internal const long SecondMicros = HeadTimes.SecondMicros;

    /// <summary>The last instant at which a frozen head of this policy is seen in time, UTC microseconds.</summary>
    public static long TimelyUntil(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.CloseAt + DrainMicros + ToleranceMicros;
    }

    /// <summary>
    /// Whether at the end of that second the drain is due on a clock that is slow by the tolerance: before that no
    /// trustee cosigns a freeze.
    /// </summary>
    public static bool IsDrainDue(LockPolicy policy, long timeSeconds)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return timeSeconds >= (policy.CloseAt + TickSchedule.DrainDelayMicros - ToleranceMicros) / SecondMicros;
    }

    /// <summary>
    /// Whether a cosignature of that second surely was timely: its whole second lies within the time.
    /// </summary>
    public static bool IsSurelyTimely(LockPolicy policy, long timeSeconds) =>
        timeSeconds < long.MaxValue / SecondMicros - 1 && (timeSeconds + 1) * SecondMicros - 1 <= TimelyUntil(policy);

    /// <summary>
    /// Whether a cosignature of that second surely was late: none of its second lies within the time.
    /// </summary>
    public static bool IsSurelyLate(LockPolicy policy, long timeSeconds) =>
        timeSeconds > TimelyUntil(policy) / SecondMicros;
}
