using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// A lock that was checked, against the trust file or a kit, before it is used: otherwise the platform could hand
/// out a key of its own and read every bid.
/// </summary>
public sealed class VerifiedLock
{
    private const string Rule = "spec:lock";
    private const string AskElsewhere =
        "do not seal; compare the trust file with the tender notice and tell the tenderer";

    private VerifiedLock(LockPolicy policy, LockCertificate certificate) =>
        (Policy, Certificate) = (policy, certificate);

    /// <summary>What was published, as the policy's hash pins it; null for a lock that was kept without.</summary>
    public SessionTerms? Terms { get; private init; }

    /// <summary>What the platform says of the tender number; null for a lock that was kept without.</summary>
    public TenderMark? Tender { get; private init; }

    public LockPolicy Policy { get; }

    public LockCertificate Certificate { get; }

    /// <summary>
    /// Decimals of a yuan that the lot's unit prices may have; the form's most for a lock that was kept without its
    /// terms.
    /// </summary>
    public int UnitPriceDecimals =>
        Policy.Version == LockPolicyCodec.First
            ? LotTerms.LeastDecimals
            : Terms?.Lots.FirstOrDefault(l => l.Lot == Policy.Lot)?.UnitPriceDecimals ?? LotTerms.MostDecimals;

    public Suite Suite => Certificate.Suite;

    public byte[] ContextHash => Names.ContextHash(Suite, Policy.Session, Policy.Lot);

    public static async Task<VerifiedLock> FetchAsync(
        ApiClient api,
        TrustFile trust,
        string session,
        string lot,
        CancellationToken cancel
    )
    {
        var answer = await MissingLock.FetchAsync(api, session, lot, cancel);
        var checkedLock = Check(trust, answer);
        if (checkedLock.Policy.Session == session && checkedLock.Policy.Lot == lot)
            return checkedLock;
        throw CommandException.Refused(
            "The platform answered with the lock of another session or lot.",
            Rule,
            AskElsewhere
        );
    }

    /// <summary>
    /// The lock that a kit names. Its id is a hash over trustees' keys and policy (docs/spec/lock.md), so that no other
    /// lock has it, and the bid was sealed to one that was checked: whoever holds the kit needs no trust file any more.
    /// </summary>
    public static VerifiedLock Check(SubmissionKit kit, LockAnswer answer)
    {
        var held = Check(_ => true, answer.Policy, answer.Certificate);
        return held.Certificate.LockId.AsSpan().SequenceEqual(kit.LockId) ? WithTerms(held, answer) : throw OtherLock();
    }

    /// <summary>What is said of a lock that is not the one that a kit names.</summary>
    public static CommandException OtherLock() =>
        CommandException.Refused(
            "The platform's lock is not the one that the bid was sealed for.",
            Rule,
            "tell the tenderer: a lock never changes"
        );

    /// <summary>The same with the terms beside it, which must be those that the lock was made for.</summary>
    public static VerifiedLock Check(TrustFile trust, LockAnswer answer) =>
        WithTerms(Check(trust, answer.Policy, answer.Certificate), answer);

    private static VerifiedLock WithTerms(VerifiedLock held, LockAnswer answer)
    {
        if (answer.Terms is not { } terms)
            return held;
        if (
            Opening.Publications.Terms.Check(terms) is not null
            || !held.Policy.TermsHash.AsSpan().SequenceEqual(Opening.Publications.Terms.Hash(held.Suite, terms))
        )
            throw Refused("The terms beside the lock are not those that it was made for.");
        return new VerifiedLock(held.Policy, held.Certificate) { Terms = terms, Tender = answer.Tender };
    }

    /// <summary>
    /// Throws with the rule and the reason unless the policy and all n signatures stand on keys of the trust file.
    /// </summary>
    public static VerifiedLock Check(TrustFile trust, byte[] policyBytes, byte[] certificateBytes) =>
        Check(trust.Covers, policyBytes, certificateBytes);

    private static VerifiedLock Check(Predicate<LockPolicy> isKnown, byte[] policyBytes, byte[] certificateBytes)
    {
        if (!LockPolicyCodec.TryParse(policyBytes, out var policy, out var problem))
            throw Refused($"The lock's policy is not valid: {problem}.");
        if (!isKnown(policy))
            throw Refused("The lock's policy names a platform or a trustee that the trust file does not hold.");
        if (!LockCertificate.TryParse(certificateBytes, out var certificate) || certificate is null)
            throw Refused("The lock certificate cannot be read.");
        var failure = certificate.Verify(policy.CeremonyParameters());
        if (failure.Failed)
            throw Refused(
                "The lock certificate does not hold: "
                    + $"{failure.Fault}"
                    + $"{(failure.Accused > 0 ? $" ({policy.Trustees[failure.Accused - 1].Name})" : "")}."
            );
        return new VerifiedLock(policy, certificate);
    }

    private static CommandException Refused(string what) => CommandException.Refused(what, Rule, AskElsewhere);
}
