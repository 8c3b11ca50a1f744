using System.Reflection;

namespace Trading.Pool.Experts;

/// <summary>The pool's database, <c>pool.db</c>.</summary>
public sealed class PoolFile(string path) : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "pool"))
{
    public const string FileName = "pool.db";
}
