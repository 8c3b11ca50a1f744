using System.Text.Json.Serialization;

namespace Trading.Opening.Publications;

/// <summary>A person of the session and the key (65 bytes, uncompressed point) that signs the person's acts.</summary>
/// <param name="Role">What the person is here.</param>
/// <param name="Name">As printed.</param>
/// <param name="Key">Public key, 65 bytes.</param>
public sealed record SessionRole(Role Role, string Name, byte[] Key);

/// <summary>One lot (标段 / 包) as published.</summary>
/// <param name="Lot">Its id: 1 to 16 of a–z, 0–9 and '-'.</param>
/// <param name="Title">As printed, at most 500 characters.</param>
/// <param name="PriceKind">How it is priced.</param>
/// <param name="Ceiling">
/// The bound in the unit of the kind, or 0 for none: the price ceiling (最高限价), and for discounts the least discount
/// (最低下浮率). What is beyond it is read out and marked, never refused.
/// </param>
/// <param name="UnitPriceDecimals">Decimals of a yuan that unit prices may have, 2 to 6; 2 for every other
/// kind.</param>
/// <param name="Scoring">Which of the session's scoring terms are the lot's, from 1; 0 for none.</param>
public sealed record LotTerms(
    string Lot,
    string Title,
    PriceKind PriceKind,
    long Ceiling,
    int UnitPriceDecimals = LotTerms.LeastDecimals,
    int Scoring = 0
)
{
    /// <summary>Decimals of a yuan that money has: fen.</summary>
    public const int LeastDecimals = Figures.AmountDecimals;

    /// <summary>Most decimals of a yuan that a unit price may have.</summary>
    public const int MostDecimals = Figures.UnitDecimals;

    /// <summary>
    /// Whether the bound is a least discount: of every discount, but under policies of version 1, which called it a
    /// ceiling.
    /// </summary>
    public bool IsLeastDiscount(byte policyVersion) =>
        PriceKind == PriceKind.Discount && policyVersion > LockPolicyCodec.First;
}

/// <summary>Who published a session, by a right that a manager gave.</summary>
/// <param name="Name">As the manager entered it, 1 to 500 letters.</param>
/// <param name="Key">Public key, 65 bytes, or null for an account that has bound none.</param>
public sealed record Publisher(string Name, byte[]? Key);

/// <summary>
/// What is published about a session; its hash stands in every lock's policy, so nothing can change afterwards.
/// </summary>
/// <param name="TenderCode">The tender's number.</param>
/// <param name="Title">As printed, at most 500 characters.</param>
/// <param name="RulePack">The pinned pack.</param>
/// <param name="Lots">1 to 64 lots.</param>
/// <param name="Roles">The people; exactly one host.</param>
/// <param name="Drill">A rehearsal.</param>
/// <param name="Publisher">Who published it; null in terms of version 1 alone.</param>
/// <param name="Scoring">
/// Texts of scoring terms (docs/spec/scoring.md, 4.5), each once, in the order in which lots first name them; null
/// where no lot has any.
/// </param>
/// <param name="PeriodSeconds">
/// Seconds for objections and confirmations, from the last lot's outcome on, before the session may be concluded; 0 in
/// terms of before, which publish none.
/// </param>
public sealed record SessionTerms(
    string TenderCode,
    string Title,
    RulePack RulePack,
    IReadOnlyList<LotTerms> Lots,
    IReadOnlyList<SessionRole> Roles,
    bool Drill,
    Publisher? Publisher = null,
    IReadOnlyList<string>? Scoring = null,
    int PeriodSeconds = 0
)
{
    /// <summary>
    /// Version of the canonical bytes: 1 without a publisher, 4 with a period, else 3 with scoring terms, else 2. It
    /// follows from the rest, so it stands in no JSON.
    /// </summary>
    [JsonIgnore]
    public byte Version =>
        PeriodSeconds != 0 ? (byte)4
        : Scoring is not null ? (byte)3
        : Publisher is not null ? (byte)2
        : (byte)1;

    /// <summary>
    /// The version of the policies that go with these terms: neither scoring terms nor a period change a lock.
    /// </summary>
    [JsonIgnore]
    public byte PolicyVersion => byte.Min(Version, LockPolicyCodec.Newest);

    /// <summary>The text of a lot's scoring terms, or null.</summary>
    public string? ScoringOf(LotTerms lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return lot.Scoring == 0 ? null : Scoring?[lot.Scoring - 1];
    }
}
