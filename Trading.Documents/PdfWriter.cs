namespace Trading.Documents;

/// <summary>A document as PDF 1.7 bytes. Pure and deterministic: docs/spec/record.md says what is fixed.</summary>
public static class PdfWriter
{
    /// <summary>Lays the document out and writes it.</summary>
    /// <returns>The whole file. With a <see cref="SignatureField"/> it is unsigned and carries zeros where the signature goes.</returns>
    /// <exception cref="ArgumentException">The document breaks a range named at its records: a column too many, two signature fields, a code too long.</exception>
    public static byte[] Write(Document document, Fonts fonts) => throw new InvalidOperationException("the engine follows in the next commit");
}
