using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Scoring;

namespace Trading.Server.Scores;

/// <summary>The language of the words in an answer.</summary>
public enum ScoreLanguage
{
    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}

/// <summary>A tender file to be scored.</summary>
/// <param name="Tender">The text of the file.</param>
/// <param name="Language">Of the words.</param>
/// <param name="Vary">Which price may be another one.</param>
public sealed record ScoreRequest(string Tender, ScoreLanguage Language, VaryRequest? Vary);

/// <summary>The price that is looked at.</summary>
/// <param name="Bid">Index of the bid in the file.</param>
/// <param name="Price">Fen or millionths; null: as in the file.</param>
public sealed record VaryRequest(int Bid, long? Price);

/// <summary>A fault, or a result, or terms that are sound as far as can be known before K is drawn.</summary>
/// <param name="Fault">What is wrong with the file, or null.</param>
/// <param name="Rows">What <c>trading score --json</c> prints, or null.</param>
/// <param name="Reasons">What <c>--json --reasons</c> prints, or null.</param>
/// <param name="Explained">What <c>--json --explain</c> prints, or null.</param>
/// <param name="Shown">The same for people, or null.</param>
/// <param name="Varied">What one price does, or null.</param>
/// <param name="Filing">Sound terms without bids whose K is still to be drawn, or null.</param>
public sealed record ScoreAnswer(
    FaultAnswer? Fault,
    [property: JsonConverter(typeof(AsPrinted))] string? Rows = null,
    [property: JsonConverter(typeof(AsPrinted))] string? Reasons = null,
    [property: JsonConverter(typeof(AsPrinted))] string? Explained = null,
    ShownResult? Shown = null,
    VariedAnswer? Varied = null,
    FilingAnswer? Filing = null
);

/// <summary>Terms that pass the check at filing (docs/spec/scoring.md, 4.5).</summary>
/// <param name="DrawnFrom">The values from which K is drawn.</param>
public sealed record FilingAnswer(IReadOnlyList<Figure> DrawnFrom);

/// <summary>A fault of the file.</summary>
/// <param name="Code">As the specification spells it.</param>
/// <param name="Path">JSON path.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Detail">Ids and numbers; may be empty.</param>
/// <param name="Words">A sentence.</param>
public sealed record FaultAnswer(string Code, string Path, string Rule, string Detail, string Words);

/// <summary>A result for people: words, and figures with four digits beside the exact ones.</summary>
/// <param name="Quote">What bidders quote: <c>amount</c>, <c>rate</c> or <c>discount</c>.</param>
/// <param name="Ceiling">Fen or millionths, or null.</param>
/// <param name="Items">Ids of the criteria that are not the price.</param>
/// <param name="Bids">All bids, in the order of the file.</param>
/// <param name="Findings">What people should look at.</param>
/// <param name="Derivations">Beside the derivations of <c>Explained</c>, term by term.</param>
/// <param name="Letters">The letters of the formulas.</param>
public sealed record ShownResult(
    string Quote,
    long? Ceiling,
    IReadOnlyList<string> Items,
    IReadOnlyList<ShownBid> Bids,
    IReadOnlyList<ShownFinding> Findings,
    IReadOnlyList<IReadOnlyList<ShownTerm>> Derivations,
    IReadOnlyList<ShownLetter> Letters
);

/// <summary>A letter of the formulas.</summary>
/// <param name="Letter">It.</param>
/// <param name="Meaning">What it stands for.</param>
public sealed record ShownLetter(string Letter, string Meaning);

/// <summary>A bid.</summary>
/// <param name="Bid">Its id.</param>
/// <param name="Quoted">What was read out, fen or millionths.</param>
/// <param name="Offered">Where it stands among the prices, to the fen or millionth; null where it has no row.</param>
/// <param name="CanVary">Whether its price can be looked at.</param>
/// <param name="Row">Index of its row, or null.</param>
/// <param name="Price">F of the price.</param>
/// <param name="PricePoints">The same with its weight, rounded where that is published.</param>
/// <param name="Items">Points of each criterion that is not the price.</param>
/// <param name="Technical">Their sum.</param>
/// <param name="Total">The total.</param>
/// <param name="Reason">Why it is no candidate, or null.</param>
/// <param name="IsTied">Whether it shares its rank.</param>
public sealed record ShownBid(
    string Bid,
    long? Quoted,
    long? Offered,
    bool CanVary,
    int? Row,
    Figure? Price,
    Figure? PricePoints,
    IReadOnlyList<Figure> Items,
    Figure? Technical,
    Figure? Total,
    ShownReason? Reason,
    bool IsTied
);

/// <summary>Why a bid is no candidate.</summary>
/// <param name="Words">In words, with what the committee wrote.</param>
/// <param name="Rule">Rule id.</param>
public sealed record ShownReason(string Words, string Rule);

/// <summary>A finding.</summary>
/// <param name="Subject">Ids.</param>
/// <param name="Words">In words, with its figures.</param>
/// <param name="Rule">Rule id.</param>
public sealed record ShownFinding(IReadOnlyList<string> Subject, string Words, string Rule);

/// <summary>A step of a derivation.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="Formula">How.</param>
/// <param name="Inputs">What went in, each with its name and unit.</param>
/// <param name="Yield">What came out, as it stands behind the formula: <c>= 5</c>, <c>≈ 0.3333</c>.</param>
public sealed record ShownTerm(string Name, string Formula, IReadOnlyList<string> Inputs, string Yield);

/// <summary>What one price does.</summary>
/// <param name="Bid">Index of the bid in the file.</param>
/// <param name="Points">Lowest price first; empty where the file is too large to be scored that often.</param>
/// <param name="Changes">Where the first place changes hands.</param>
public sealed record VariedAnswer(int Bid, IReadOnlyList<VariedPoint> Points, IReadOnlyList<WinnerChange> Changes);

/// <summary>The result at one price.</summary>
/// <param name="Price">Fen or millionths.</param>
/// <param name="Score">F, four digits; null where the bid is not scored.</param>
/// <param name="Rank">Its rank, or null.</param>
public sealed record VariedPoint(long Price, string? Score, int? Rank);

/// <summary>JSON that is written already goes into the answer byte for byte.</summary>
internal sealed class AsPrinted : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("answers are written, never read");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value);
}
