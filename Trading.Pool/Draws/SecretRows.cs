using Trading.Crypto;
using Trading.Evaluation.Commitments;

namespace Trading.Pool.Draws;

/// <summary>
/// A prepared pool as bytes, before they are sealed: version 1 ‖ the six counts ‖ for each row the expert as it stood,
/// groups, code, salt and label. Both hashes of a row are computed again.
/// </summary>
internal static class SecretRows
{
    private const byte Version = 1;

    public static byte[] ToBytes(PreparedPool pool)
    {
        var rows = pool.Rows.Zip(pool.Labels).ToList();
        return new WireWriter()
            .U8(Version)
            .List(pool.Excluded, (w, count) => w.U32((uint)count))
            .List(rows, (w, row) => Write(w, row.First, row.Second))
            .ToArray();
    }

    /// <summary>Bytes that <see cref="ToBytes"/> did not make are a <see cref="WireException"/>: a bug.</summary>
    public static PreparedPool Read(Suite suite, ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.U8() != Version)
            throw reader.Wrong("another version");
        var excluded = reader.List((ref WireReader r) => (int)r.U32());
        var rows = reader.List((ref WireReader r) => ReadRow(suite, ref r));
        reader.End();
        return new PreparedPool([.. rows.Select(row => row.Secret)], [.. rows.Select(row => row.Label)], excluded);
    }

    private static void Write(WireWriter writer, SecretRow row, byte[] label)
    {
        var expert = row.Expert;
        writer
            .Text(expert.Number)
            .Text(expert.Name)
            .Text(expert.Id)
            .Text(expert.Phone)
            .List(expert.Specialities, (w, code) => w.Text(code))
            .U8((byte)expert.Level)
            .Text(expert.Region)
            .Text(expert.Employer)
            .Text(expert.EmployerCode)
            .U8((byte)expert.Status)
            .U32((uint)expert.Since.DayNumber)
            .U32(expert.Until is { } until ? (uint)until.DayNumber + 1 : 0)
            .U16(row.Groups)
            .Text(row.Code)
            .Fixed(row.Salt)
            .Fixed(label);
    }

    private static (SecretRow Secret, byte[] Label) ReadRow(Suite suite, ref WireReader reader)
    {
        var expert = new Expert(
            reader.Text(),
            reader.Text(),
            reader.Text(),
            reader.Text(),
            reader.List((ref WireReader r) => r.Text()),
            (ExpertLevel)reader.U8(),
            reader.Text(),
            reader.Text(),
            reader.Text(),
            (ExpertStatus)reader.U8(),
            DateOnly.FromDayNumber((int)reader.U32()),
            reader.U32() is var until && until == 0 ? null : DateOnly.FromDayNumber((int)until - 1)
        );
        var (groups, code, salt) = (reader.U16(), reader.Text(), reader.Fixed(RowHash.SaltBytes));
        var rest = RowHash.OfRest(suite, salt, expert, code);
        var hash = RowHash.Of(suite, salt, rest, expert.Number, expert.Name, expert.Id);
        return (new SecretRow(expert, groups, code, salt, rest, hash), reader.Fixed(CommittedPosition.LabelBytes));
    }
}
