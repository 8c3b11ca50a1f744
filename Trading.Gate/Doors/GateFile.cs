using System.Reflection;

namespace Trading.Gate.Doors;

/// <summary>The gate's database, <c>gate.db</c>.</summary>
public sealed class GateFile(string path) : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "gate"))
{
    public const string FileName = "gate.db";
}
