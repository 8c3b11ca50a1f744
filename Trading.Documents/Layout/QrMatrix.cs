using QRCoder;

namespace Trading.Documents.Layout;

/// <summary>The dark modules of a code, quiet zone of four modules included. The one file that names QRCoder.</summary>
internal sealed class QrMatrix
{
    private readonly List<System.Collections.BitArray> _rows;

    public QrMatrix(string content)
    {
        if (content.Length is 0 or > 500)
            throw new ArgumentException($"a code says 1 to 500 characters, not {content.Length}", nameof(content));
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        _rows = [.. code.ModuleMatrix.Select(row => new System.Collections.BitArray(row))];
    }

    public int Size => _rows.Count;

    public bool IsDark(int row, int column) => column < Size && _rows[row][column];
}
