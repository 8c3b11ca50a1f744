using Trading.Crypto;
using Trading.Evaluation.Pool;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// Salted hash of a whole row in two steps: the part that no sealed record holds (rest), then the row, so that whoever
/// opens a name can check it without seeing the rest. Source: docs/spec/draw.md, "Rows".
/// </summary>
public static class RowHash
{
    /// <summary>Bytes of a row's salt.</summary>
    public const int SaltBytes = 32;

    /// <summary>Hash of everything of an expert and the code but number, name and identity number, 32 bytes.</summary>
    public static byte[] OfRest(Suite suite, byte[] salt, Expert expert, string code) =>
        Tags.Hash(
            suite,
            Tags.DrawRest,
            salt,
            new WireWriter()
                .Text(code)
                .Text(expert.Phone)
                .List(expert.Specialities, (w, s) => w.Text(s))
                .U8((byte)expert.Level)
                .Text(expert.Region)
                .Text(expert.Employer)
                .Text(expert.EmployerCode)
                .U8((byte)expert.Status)
                .U32((uint)expert.Since.DayNumber)
                .U32(expert.Until is { } last ? (uint)last.DayNumber + 1 : 0)
                .ToArray()
        );

    /// <summary>Hash of the row, 32 bytes.</summary>
    public static byte[] Of(Suite suite, byte[] salt, byte[] rest, string number, string name, string id) =>
        Tags.Hash(suite, Tags.DrawRow, salt, rest, new WireWriter().Text(number).Text(name).Text(id).ToArray());
}

/// <summary>
/// What the custodian alone knows of a position until it is opened. Nothing of it may reach a log.
/// </summary>
/// <param name="Expert">Who stands there.</param>
/// <param name="Groups">A bit for each seat group that the expert fits, the lowest for group 0.</param>
/// <param name="Code">8 digits, different for everybody of a draw.</param>
/// <param name="Salt">32 random bytes.</param>
/// <param name="Rest">Hash of the rest of the row.</param>
/// <param name="Hash">Hash of the row.</param>
public sealed record SecretRow(Expert Expert, ushort Groups, string Code, byte[] Salt, byte[] Rest, byte[] Hash)
{
    /// <summary>Prints the pool's number alone.</summary>
    public override string ToString() => $"SecretRow {Expert.Number}";
}
