module example.org/v2-modules

go 1.20

require github.com/aws/aws-sdk-go-v2 v1.30.0 // the core tells nothing

require(
	"github.com/aws/aws-sdk-go-v2/service/sts" v1.30.0
)
