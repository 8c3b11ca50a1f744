using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Statements;

/// <summary>
/// Who came to a seat that a hash names, as the gate signs it: message with k = 0 (52) ‖ number of the seat (4) ‖ text
/// name ‖ text identity number. The name is what the desk read from the card and typed. Source: docs/spec/draw.md,
/// "Statements".
/// </summary>
public sealed record PersonNaming(string Draw, byte[] Root, int Number, string Name, string Id)
{
    /// <summary>Letters of a name.</summary>
    public const int NameLetters = 60;

    /// <summary>Whether somebody can be called so: no hidden characters, no white space around it.</summary>
    public static bool IsName(string? name) => Letters.FitsSeen(name, 1, NameLetters);

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter().Fixed(DrawBeacon.Message(Draw, Root, 0)).U32((uint)Number).Text(Name).Text(Id).ToArray();

    /// <summary>Whether name and number are some, and the gate signed them.</summary>
    public bool Holds(Suite suite, byte[] gate, byte[] signature) =>
        IsName(Name)
        && ResidentId.IsValid(Id)
        && PersonSeat.IsPerson(Number)
        && SigningKey.Verify(suite, gate, Tags.DrawPersonNamed, ToBytes(), signature);

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"PersonNaming {Number}";
}
