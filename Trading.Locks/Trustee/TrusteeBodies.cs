using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// Canonical bodies of trustees' messages that hold more than one value. Source: docs/spec/trustee.md, "Messages".
/// </summary>
public static class TrusteeBodies
{
    /// <summary>Bytes of an attestation's nonce.</summary>
    public const int NonceBytes = 32;

    private const int MostText = 4096;
    private const int MostAnswerBytes = 4096;

    /// <summary>Who is accused (number 1 to n, 0 for the platform) and why.</summary>
    public static byte[] Complaint(byte accused, string cause) => new WireWriter().U8(accused).Text(cause).ToArray();

    /// <summary>Parses a complaint.</summary>
    public static bool TryComplaint(byte[] body, out byte accused, out string cause)
    {
        (accused, cause) = (0, "");
        try
        {
            var reader = new WireReader(body);
            (accused, cause) = (reader.U8(), reader.Text(MostText));
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the head was first seen after the allowed time, and one cosignature line with its end of line.
    /// </summary>
    public static byte[] FreezeCosignature(bool late, string line) => new WireWriter().Bool(late).Text(line).ToArray();

    /// <summary>Parses a freeze cosignature.</summary>
    public static bool TryFreezeCosignature(byte[] body, out bool late, out string line)
    {
        (late, line) = (false, "");
        try
        {
            var reader = new WireReader(body);
            (late, line) = (reader.Bool(), reader.Text(MostText));
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>The asker's nonce (32 bytes) and the answering trustee's own time, UTC microseconds.</summary>
    public static byte[] Attestation(byte[] nonce, long time) => new WireWriter().Fixed(nonce).I64(time).ToArray();

    /// <summary>Parses an attestation.</summary>
    public static bool TryAttestation(byte[] body, out byte[] nonce, out long time)
    {
        (nonce, time) = ([], 0);
        try
        {
            var reader = new WireReader(body);
            (nonce, time) = (reader.Fixed(NonceBytes), reader.I64());
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>
    /// What was opened, in the bytes of the want, and the answer: a partial batch, or a sealed box that holds one.
    /// </summary>
    public static byte[] Point(byte[] subject, byte[] answer) =>
        new WireWriter().Bytes(subject).Bytes(answer).ToArray();

    /// <summary>Parses the answer to a point.</summary>
    public static bool TryPoint(byte[] body, out byte[] subject, out byte[] answer)
    {
        (subject, answer) = ([], []);
        try
        {
            var reader = new WireReader(body);
            (subject, answer) = (reader.Bytes(PointWant.MostSubjectBytes), reader.Bytes(MostAnswerBytes));
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>Which want is refused (its word), the stable word of the reason, and a sentence for people.</summary>
    public static byte[] Refusal(string want, TrusteeReason reason, string detail) =>
        new WireWriter().Text(want).Text(reason.ToString()).Text(detail).ToArray();

    /// <summary>Parses a refusal.</summary>
    public static bool TryRefusal(byte[] body, out string want, out string reason, out string detail)
    {
        (want, reason, detail) = ("", "", "");
        try
        {
            var reader = new WireReader(body);
            (want, reason, detail) = (reader.Text(64), reader.Text(64), reader.Text(MostText));
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
