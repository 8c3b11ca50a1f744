namespace Trading.Opening.Forms;

/// <summary>A price as the bidder wrote it; the integer's unit follows from the kind.</summary>
/// <param name="Kind">Amount, rate, discount or unit prices.</param>
/// <param name="Value">Fen, or millionths; for unit prices the sum the bidder states, in fen.</param>
/// <param name="Words">The same in words (大写), or an empty text.</param>
/// <param name="Units">Named unit prices; empty for other kinds.</param>
public sealed record Price(PriceKind Kind, long Value, string Words, IReadOnlyList<UnitPrice> Units);

/// <summary>
/// One unit price. In memory it is millionths of a yuan for forms of both versions; a form of version 1 holds whole
/// fen, whose 64 bits times 10,000 are why the number is wider than what is written.
/// </summary>
/// <param name="Name">What is priced, at most 500 characters.</param>
/// <param name="Millionths">Millionths of a yuan.</param>
public sealed record UnitPrice(string Name, Int128 Millionths)
{
    /// <summary>Millionths of a yuan in a fen.</summary>
    public const int PerFen = 10_000;

    /// <summary>A unit price of so many fen.</summary>
    internal static UnitPrice OfFen(string name, long fen) => new(name, (Int128)fen * PerFen);
}

/// <summary>One further published item of the opening, such as the construction period.</summary>
/// <param name="Name">At most 500 characters.</param>
/// <param name="Value">At most 2,000 characters.</param>
public sealed record FormItem(string Name, string Value);

/// <summary>
/// The content of section 0: who offers and what is read out. It carries the bidder's certificate and that key's
/// signature over (submission key, context hash, lock id), so nothing in the clear ever names the bidder. Source:
/// docs/spec/form.md.
/// </summary>
/// <param name="BidderName">As the bidder writes it, 1 to 500 characters of any script.</param>
/// <param name="Price">The price.</param>
/// <param name="Items">Up to 64 further items.</param>
/// <param name="Certificate">The bidder's DER certificate.</param>
/// <param name="Ownership">64-byte signature of the certificate's key, tag <c>Tags.Ownership</c>.</param>
/// <param name="CreditCode">The unified social credit code, 18 of 0–9 and A–Z, or an empty text; version 1 has none.
/// Its check character is not judged here.</param>
/// <param name="Version">1 or 2: how the form is written. A bid seals the version of its lock's policy.</param>
public sealed partial record OpeningForm(
    string BidderName,
    Price Price,
    IReadOnlyList<FormItem> Items,
    byte[] Certificate,
    byte[] Ownership,
    string CreditCode = "",
    byte Version = OpeningForm.Newest
);
